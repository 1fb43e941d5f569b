export { augment, checkAugment, type Augment, type AugmentTransform } from './augment';
