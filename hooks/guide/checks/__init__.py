"""Rules across records. Each is a generator of problems; its docstring is the rule."""

from guide.checks.problem import Place, Problem
from guide.checks.run import find_advice, find_errors, find_problems, is_advice

__all__ = ["Place", "Problem", "find_advice", "find_errors", "find_problems", "is_advice"]
