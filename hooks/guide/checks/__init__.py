"""Rules across records. Each is a generator of problems; its docstring is the rule."""

from guide.checks.problem import Pointer, Problem
from guide.checks.run import find_errors, find_problems, is_advice

__all__ = ["Pointer", "Problem", "find_errors", "find_problems", "is_advice"]
