// The front door: commands by name with arguments as text, queries, the run.

#include "bindings.hpp"
#include "door.hpp"
#include "prorata/storage/sqlite.hpp"

#include <exception>
#include <functional>
#include <optional>
#include <pybind11/functional.h>
#include <pybind11/stl.h>

namespace py = pybind11;

namespace prorata::python {

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;
/// ("", values) or (code of the decline, [("message", …)]).
using Answered = std::pair<std::string, Pairs>;
using Table = std::pair<std::vector<std::string>, std::vector<std::vector<std::string>>>;

Answered answered(const Outcome<Answer>& outcome) {
    if (!outcome.declined()) return {"", outcome.value().values};
    return {std::string(name(outcome.decline().code)), {{"message", outcome.decline().message}}};
}

Context context_of(const std::string& at, const std::string& actor, const std::string& key) {
    return {Instant::parse(at), actor, key};
}

using Progress = std::function<bool(std::int64_t, std::int64_t)>;

/// Asks the caller after each batch, and Python whether Ctrl-C was pressed. What either raises is
/// kept in `raised`, and the run stops where a later one goes on.
bool go_on(const RunProgress& done, const std::optional<Progress>& progress,
           std::exception_ptr& raised) {
    const py::gil_scoped_acquire held;
    try {
        if (PyErr_CheckSignals() != 0) throw py::error_already_set();
        return !progress || (*progress)(done.accounts, done.charges);
    } catch (...) {
        raised = std::current_exception();
        return false;
    }
}

Answered perform(Door& door, const std::string& at, const std::string& actor,
                 const std::string& key, const std::string& command, const Pairs& arguments,
                 const std::optional<Progress>& progress) {
    std::exception_ptr raised;
    const RunCallback told = [&](const RunProgress& done) { return go_on(done, progress, raised); };
    try {
        return door.call([&](Engine& engine) {
            return answered(engine.perform(context_of(at, actor, key), command, arguments, told));
        });
    } catch (const Error&) {
        if (raised) std::rethrow_exception(raised);
        throw;
    }
}

/// The stream of a capsule is taken over, as its protocol asks; what is left of it is nothing.
Answered record_usage(Door& door, const std::string& at, const std::string& actor,
                      const std::string& key, const py::capsule& records) {
    auto* const stream =
        static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(records.ptr(), "arrow_array_stream"));
    if (stream == nullptr) throw py::error_already_set();
    return door.call([&](Engine& engine) {
        return answered(engine.record_usage(context_of(at, actor, key), *stream));
    });
}

std::pair<Answered, Table> preview(Door& door, const std::string& at, const std::string& actor,
                                   const std::string& key, const std::string& command,
                                   const Pairs& arguments, const std::string& table) {
    return door.call([&](Engine& engine) {
        Rows shown;
        const auto outcome =
            engine.preview(context_of(at, actor, key), command, arguments, table, shown);
        return std::pair(answered(outcome), Table(shown.columns, shown.rows));
    });
}

Table show(Door& door, const std::string& table, const Pairs& filter, const std::string& at) {
    return door.call([&](Engine& engine) {
        Rows rows = engine.show(table, filter, Instant::parse(at));
        return Table(std::move(rows.columns), std::move(rows.rows));
    });
}

void snapshot(Door& door, const std::string& path) {
    door.call([&path](Engine& engine) {
        auto* const file = dynamic_cast<storage::SqliteStorage*>(&engine.storage());
        if (file == nullptr) {
            throw Error(ErrorCode::unsupported, "a book in memory cannot be copied into a file");
        }
        file->snapshot(path);
    });
}

using Found = std::tuple<std::string, std::string, std::int64_t, std::string>;

std::vector<Found> verify(Door& door, const std::string& anchor) {
    return door.call([&anchor](Engine& engine) {
        std::vector<Found> findings;
        for (const Finding& found : engine.verify(anchor))
            findings.emplace_back(found.rule, found.table, found.row, found.message);
        return findings;
    });
}

/// name, type, whether it is required, meaning.
using Field = std::tuple<std::string, std::string, bool, std::string>;

std::vector<Field> fields_of(const std::vector<FieldDescription>& described) {
    std::vector<Field> fields;
    for (const FieldDescription& field : described)
        fields.emplace_back(field.name, field.type, field.need == FieldNeed::required,
                            field.meaning);
    return fields;
}

std::vector<std::tuple<std::string, std::string, std::vector<Field>>> described_commands() {
    std::vector<std::tuple<std::string, std::string, std::vector<Field>>> all;
    for (const CommandDescription& command : commands())
        all.emplace_back(command.name, command.meaning, fields_of(command.fields));
    return all;
}

/// name, type, nullable, meaning, names of a code.
using ShownColumn =
    std::tuple<std::string, std::string, bool, std::string, std::vector<std::string>>;
using Query =
    std::tuple<std::string, std::string, bool, std::vector<Field>, std::vector<ShownColumn>>;

std::vector<Query> described_queries() {
    std::vector<Query> all;
    for (const QueryDescription& query : queries()) {
        std::vector<ShownColumn> columns;
        for (const ColumnDescription& column : query.columns)
            columns.emplace_back(column.name, column.type, column.nullable, column.meaning,
                                 column.names);
        all.emplace_back(query.name, query.meaning, query.is_table, fields_of(query.arguments),
                         std::move(columns));
    }
    return all;
}

} // namespace

void bind_engine(py::module_& core) {
    core.def("commands", &described_commands);
    core.def("queries", &described_queries);
    core.def("verify_rules", [] {
        std::vector<std::pair<std::string, std::string>> rules;
        for (const RuleDescription& rule : verify_rules())
            rules.emplace_back(rule.id, rule.meaning);
        return rules;
    });
    auto* const plain = reinterpret_cast<PyObject*>(&PyType_Type);
    py::class_<Door> door_class(core, "Engine", py::is_final(), py::metaclass(plain));
    door_class
        .def(py::init([](const std::optional<std::string>& path) {
                 const py::gil_scoped_release released;
                 return std::make_unique<Door>(path ? Engine::open(*path) : Engine::in_memory());
             }),
             py::arg("path"))
        .def("close", &Door::close)
        .def_property_readonly("closed", &Door::closed)
        .def("perform", &perform, py::arg("at"), py::arg("actor"), py::arg("key"),
             py::arg("command"), py::arg("arguments"), py::arg("progress") = py::none())
        .def("record_usage", &record_usage, py::arg("at"), py::arg("actor"), py::arg("key"),
             py::arg("records"))
        .def("preview", &preview, py::arg("at"), py::arg("actor"), py::arg("key"),
             py::arg("command"), py::arg("arguments"), py::arg("table"))
        .def("show", &show, py::arg("table"), py::arg("filter"), py::arg("at"))
        .def(
            "explain",
            [](Door& door, std::int64_t charge, const std::string& language) {
                return door.call([&](Engine& engine) { return engine.explain(charge, language); });
            },
            py::arg("charge"), py::arg("language"))
        .def("snapshot", &snapshot, py::arg("path"))
        .def("verify", &verify);
    bind_arrow(door_class);
}

} // namespace prorata::python
