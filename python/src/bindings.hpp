#pragma once

#include <pybind11/pybind11.h>

namespace prorata::python {

// One function a room; each binds what the facade needs of it. `_core` is private: its names may
// change, people use the facade (docs/reference/python.md). Values cross as text, so that no
// number is ever binary; volume crosses through Arrow.
void bind_base(pybind11::module_& core);
void bind_money(pybind11::module_& core);
void bind_time(pybind11::module_& core);
void bind_exchange(pybind11::module_& core);
void bind_engine(pybind11::module_& core);
void bind_scenario(pybind11::module_& core);

} // namespace prorata::python
