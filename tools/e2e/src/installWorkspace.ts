import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { repositoryRoot, workspaceVariable } from './places';

const packages = ['ir', 'search', 'train', 'hardware', 'flows', 'pipeline', 'nx-codesign'];

/**
 * Before all end-to-end tests: packs the seven packages as they would be published and installs them into a new
 * workspace, as a user would. Every test copies that workspace's projects, so that the packages' contents, the
 * compiled executors and the inference of an installed plugin are what is tested.
 */
export default function installWorkspace(): void {
  run('npm', ['run', 'build'], repositoryRoot);
  const workspace = mkdtempSync(join(tmpdir(), 'nx-codesign-e2e-'));
  process.env[workspaceVariable] = workspace;
  const tarballs = join(workspace, 'tarballs');
  mkdirSync(tarballs, { recursive: true });
  for (const name of packages) {
    run('npm', ['pack', '--silent', '--pack-destination', tarballs], join(repositoryRoot, 'packages', name));
  }
  writeFileSync(join(workspace, 'package.json'), JSON.stringify(workspacePackage(tarballs), null, 2));
  writeFileSync(
    join(workspace, 'nx.json'),
    JSON.stringify({ plugins: ['nx-codesign/plugin'], analytics: false }),
  );
  writeFileSync(join(workspace, '.gitignore'), 'node_modules\ndist\n.nx\nraw\ntarballs\n');
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], workspace);
}

function workspacePackage(tarballs: string) {
  const files = readdirSync(tarballs).sort();
  const names = files.map((file) =>
    file.replace(/-\d+\.\d+\.\d+\.tgz$/, '').replace(/^nx-codesign-(?=.)/, '@nx-codesign/'),
  );
  const local = Object.fromEntries(files.map((file, i) => [names[i], `file:${join('tarballs', file)}`]));
  const versions = nxVersions();
  return { name: 'consumer', version: '1.0.0', private: true, devDependencies: { ...versions, ...local } };
}

function nxVersions() {
  const text = readFileSync(resolve(repositoryRoot, 'package.json'), 'utf8');
  const { devDependencies } = JSON.parse(text) as { devDependencies: Record<string, string> };
  return { nx: devDependencies['nx'], '@nx/devkit': devDependencies['@nx/devkit'] };
}

function run(command: string, args: string[], cwd: string): void {
  execFileSync(command, args, {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
}
