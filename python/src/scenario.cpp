// Stories, played on a stage that is written in Python.

#include "bindings.hpp"
#include "prorata/scenario/report.hpp"

#include <pybind11/functional.h>
#include <pybind11/stl.h>

namespace py = pybind11;

namespace prorata::python {

namespace {

/// A Python object with the methods perform(at, verb, line, arguments), show(table, filters, at)
/// and load_catalog(text). Requires the GIL.
class PythonStage final : public Stage {
  public:
    explicit PythonStage(py::object stage) : stage_(std::move(stage)) {}

    [[nodiscard]] StepAnswer perform(const Step& step) override {
        using Answered = std::tuple<std::string, Arguments, std::string, std::string,
                                    std::vector<std::pair<std::string, std::string>>>;
        const auto [kind, values, code, message, faults] =
            stage_.attr("perform")(step.at.text(), step.verb, step.place.line, step.arguments)
                .cast<Answered>();
        StepAnswer answer{StepAnswer::Kind::ok, values, code, message, {}};
        if (kind == "declined") answer.kind = StepAnswer::Kind::declined;
        if (kind == "fault") answer.kind = StepAnswer::Kind::fault;
        for (const auto& [path, text] : faults)
            answer.faults.push_back({path, text});
        return answer;
    }

    [[nodiscard]] TextTable show(std::string_view table, const Arguments& filters,
                                 Instant at) override {
        const auto rows =
            stage_.attr("show")(table, filters, at.text())
                .cast<std::pair<std::vector<std::string>, std::vector<std::vector<std::string>>>>();
        return {rows.first, rows.second};
    }

    void load_catalog(std::string_view text) override { stage_.attr("load_catalog")(text); }

  private:
    py::object stage_;
};

} // namespace

void bind_scenario(py::module_& core) {
    // (failures as text, "" if none; the script with its expectations as they are; ids it covers)
    core.def(
        "play",
        [](const std::string& text, const std::string& name, py::object stage,
           const ReadFile& read_file) {
            PythonStage played(std::move(stage));
            const Report report = run_script(parse_script(text, name), played, read_file);
            return std::tuple(report.text(), accepted(text, report), report.covers);
        },
        py::arg("text"), py::arg("name"), py::arg("stage"), py::arg("read_file"));
}

} // namespace prorata::python
