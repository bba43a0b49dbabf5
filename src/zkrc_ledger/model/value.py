"""Values: what the ledger computes with, compared by what they hold and never changed."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def value_class(*, kw_only: bool = True, init: bool = True) -> Callable[[type[T]], type[T]]:
    """Make a class a value: a dataclass with slots, made with keywords unless said otherwise.

    The type checker refuses to change one. `dataclass(frozen=True)` would refuse at run time too,
    and compile six methods a class for it: with 130 classes, a fifth of every answer's time. So
    only the initialiser is compiled, and what compares and shows a value is shared.
    """

    def made(cls: Any) -> Any:  # noqa: ANN401  (what type checkers take from the signature above)
        new = dataclass(kw_only=kw_only, init=init, slots=True, eq=False, repr=False)(cls)
        new.__held__ = tuple(part.name for part in fields(new))
        for method in (_eq, _hash, _repr):
            setattr(new, f"_{method.__name__}__", method)
        return new

    return made


def _eq(self: Any, other: Any) -> Any:  # noqa: ANN401  (any value)
    if type(self) is not type(other):
        return NotImplemented
    return all(getattr(self, name) == getattr(other, name) for name in self.__held__)


def _hash(self: Any) -> int:  # noqa: ANN401  (any value)
    return hash(tuple(getattr(self, name) for name in self.__held__))


def _repr(self: Any) -> str:  # noqa: ANN401  (any value)
    held = (f"{name}={getattr(self, name)!r}" for name in self.__held__)
    return f"{type(self).__name__}({', '.join(held)})"
