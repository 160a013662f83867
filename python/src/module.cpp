#include "bindings.hpp"

PYBIND11_MODULE(_core, core) {
    core.doc() = "The C++ library as the facade `prorata` needs it; private.";
    prorata::python::bind_base(core);
    prorata::python::bind_money(core);
    prorata::python::bind_time(core);
    prorata::python::bind_exchange(core);
    prorata::python::bind_engine(core);
    prorata::python::bind_scenario(core);
}
