"""Rules across records. Each is a generator of problems; its docstring is the rule."""

from guide.checks.problem import Place, Problem
from guide.checks.run import find_problems

__all__ = ["Place", "Problem", "find_problems"]
