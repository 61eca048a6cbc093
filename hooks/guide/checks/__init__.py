"""Rules across records. Each is a generator of problems; its docstring is the rule."""

from guide.checks.problem import Pointer, Problem
from guide.checks.run import find_problems

__all__ = ["Pointer", "Problem", "find_problems"]
