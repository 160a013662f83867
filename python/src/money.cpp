// Sums as text: "12.50 RUB". The digits of a currency are known to the library alone.

#include "bindings.hpp"
#include "prorata/base/error.hpp"
#include "prorata/money/decimal.hpp"
#include "prorata/money/distribution.hpp"

#include <pybind11/stl.h>

namespace py = pybind11;

namespace prorata::python {

void bind_money(py::module_& core) {
    core.def(
        "money_text", [](const std::string& text) { return Money::parse(text).text(); },
        py::arg("text"));
    core.def(
        "decimal_text", [](const std::string& text) { return Decimal::parse(text).text(); },
        py::arg("text"));
    core.def(
        "allocate",
        [](const std::string& whole, const std::vector<std::int64_t>& weights) {
            std::vector<std::string> parts;
            for (const Money& part : allocate(Money::parse(whole), weights))
                parts.push_back(part.text());
            return parts;
        },
        py::arg("whole"), py::arg("weights"));
    core.def(
        "round_money",
        [](const std::string& amount, const std::string& mode) {
            const auto known = rounding_mode(mode);
            if (!known)
                throw Error(ErrorCode::invalid_argument, "\"" + mode + "\" is no rounding mode");
            return Money::round(Amount::parse(amount), *known).text();
        },
        py::arg("amount"), py::arg("mode"));
}

} // namespace prorata::python
