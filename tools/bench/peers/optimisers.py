"""Optuna and pymoo as optimisers that ask and are told, one line of JSON each; the functions are evaluated outside."""

import json
import sys
import warnings

warnings.filterwarnings("ignore")


def active(when, chosen):
    """Whether all conditions hold for the values chosen so far, as isActive of package search has it."""
    conditions = [] if when is None else when if isinstance(when, list) else [when]
    for condition in conditions:
        name = condition["parameter"]
        if name not in chosen:
            return False
        if "oneOf" in condition and chosen[name] not in condition["oneOf"]:
            return False
        if "atLeast" in condition and not chosen[name] >= condition["atLeast"]:
            return False
    return True


def suggest(trial, name, parameter):
    if parameter["kind"] == "categorical":
        return trial.suggest_categorical(name, parameter["choices"])
    low, high, log = parameter["low"], parameter["high"], parameter.get("log", False)
    if parameter["kind"] == "float":
        return trial.suggest_float(name, low, high, log=log)
    if log:
        return trial.suggest_int(name, low, high, log=True)
    return trial.suggest_int(name, low, high, step=parameter.get("step", 1))


class OptunaPeer:
    def __init__(self, space, seed, settings):
        import optuna

        optuna.logging.set_verbosity(optuna.logging.ERROR)
        self.space = space
        directions = ["minimize"] * settings.pop("objectives", 1)
        sampler = optuna.samplers.TPESampler(seed=seed, **settings)
        self.study = optuna.create_study(sampler=sampler, directions=directions)
        self.waiting = []

    def ask(self):
        trial = self.study.ask()
        chosen = {}
        for name, parameter in self.space.items():
            if active(parameter.get("when"), chosen):
                chosen[name] = suggest(trial, name, parameter)
        self.waiting.append(trial)
        return [chosen]

    def tell(self, losses):
        for trial, values in zip(self.waiting, losses):
            self.study.tell(trial, values)
        self.waiting = []


class PymooPeer:
    """NSGA-II over real numbers; one ask is one generation."""

    def __init__(self, space, seed, settings):
        import numpy
        from pymoo.algorithms.moo.nsga2 import NSGA2
        from pymoo.core.problem import Problem

        self.names = list(space)
        bounds = [numpy.array([space[name][key] for name in self.names]) for key in ("low", "high")]
        problem = Problem(n_var=len(space), n_obj=settings["objectives"], xl=bounds[0], xu=bounds[1])
        self.algorithm = NSGA2(pop_size=settings["population"])
        self.algorithm.setup(problem, termination=("n_gen", settings["generations"]), seed=seed, verbose=False)
        self.waiting = None

    def ask(self):
        self.waiting = self.algorithm.ask()
        return [dict(zip(self.names, map(float, x))) for x in self.waiting.get("X")]

    def tell(self, losses):
        import numpy

        self.waiting.set("F", numpy.array(losses))
        for individual in self.waiting:
            individual.evaluated.add("F")
        self.algorithm.tell(infills=self.waiting)

    def front(self):
        return self.algorithm.pop.get("F").tolist()


def versions():
    import optuna
    import pymoo

    return {"optuna": optuna.__version__, "pymoo": pymoo.__version__}


def main():
    peers = {"optuna": OptunaPeer, "pymoo": PymooPeer}
    peer = None
    for line in sys.stdin:
        question = json.loads(line)
        ask = question["ask"]
        if ask == "versions":
            answer = versions()
        elif ask == "start":
            peer = peers[question["peer"]](question["space"], question["seed"], question["settings"])
            answer = {"genotypes": peer.ask()}
        elif ask == "tell":
            peer.tell(question["losses"])
            answer = {"genotypes": peer.ask() if question["more"] else []}
        else:
            answer = {"front": peer.front()}
        print(json.dumps(answer), flush=True)


main()
