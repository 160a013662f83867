#include "prorata/scenario/report.hpp"
#include "scenario/words.hpp"

#include <algorithm>

namespace prorata {

namespace {

/// Ends the script; caught in run_script.
struct Stop {
    std::string message;
};

class Player {
  public:
    Player(const Script& script, Stage& stage, const ReadFile& read_file)
        : script_(script), stage_(stage), read_file_(read_file) {
        report_.name = script.name;
        report_.covers = script.covers;
    }

    Report run() {
        for (next_ = 0; next_ < script_.lines.size() && !report_.stopped; ++next_) {
            std::visit([this](const auto& line) { guarded(line); }, script_.lines[next_]);
        }
        return std::move(report_);
    }

  private:
    template <class Line>
    void guarded(const Line& line) {
        try {
            play(line);
        } catch (const Stop& stop) {
            fail(line.place, stop.message);
            report_.stopped = true;
        } catch (const Error& error) {
            fail(line.place, std::string(name(error.code())) + ": " + error.what());
            report_.stopped = true;
        }
    }

    void fail(const Place& place, std::string message, std::string replacement = "",
              bool is_table = false) {
        report_.failures.push_back({place, std::move(message), std::move(replacement), is_table});
    }

    void play(const LoadCatalog& line) { stage_.load_catalog(read_file_(line.path)); }

    void play(const Step& step) {
        at_ = step.at;
        answer_ = stage_.perform(step);
        if (answer_.kind == StepAnswer::Kind::ok || refusal_is_expected()) return;
        throw Stop{step.verb + " was not carried out: " + answer_.text()};
    }

    /// Whether an `expect declined` or `expect fault` speaks of the step that is played.
    [[nodiscard]] bool refusal_is_expected() const {
        for (std::size_t i = next_ + 1; i < script_.lines.size(); ++i) {
            const ScriptLine& line = script_.lines[i];
            if (std::holds_alternative<Step>(line)) return false;
            if (std::holds_alternative<LoadCatalog>(line)) return false;
            if (std::holds_alternative<ExpectDeclined>(line)) return true;
            if (std::holds_alternative<ExpectFault>(line)) return true;
        }
        return false;
    }

    void play(const ExpectTable& line) {
        const TextTable all = stage_.show(line.table, line.filters, at_);
        if (line.rows.columns.empty()) {
            const bool any = !all.columns.empty();
            fail(line.place,
                 "the expectation has no rows; " + line.table + " is\n" + all.text("+ "),
                 any ? all.text() : "", true);
            return;
        }
        for (const std::string& column : line.rows.columns) {
            if (std::find(all.columns.begin(), all.columns.end(), column) != all.columns.end()) {
                continue;
            }
            fail(line.place, "table " + line.table + " has no column \"" + column + "\"");
            return;
        }
        const std::string differs = difference(line.rows, all);
        if (differs.empty()) return;
        fail(line.place, line.table + " differs (- expected, + actual)\n" + differs,
             all.only(line.rows.columns).text(), true);
    }

    void play(const ExpectDeclined& line) {
        const bool declined = answer_.kind == StepAnswer::Kind::declined;
        if (declined && answer_.code == line.code) return;
        fail(line.place, "expected declined " + line.code + ", the answer was " + answer_.text(),
             declined ? "expect declined " + answer_.code : "");
    }

    void play(const ExpectFault& line) {
        const bool faulty = answer_.kind == StepAnswer::Kind::fault;
        const auto same = [&](const Fault& fault) { return fault.path == line.path; };
        const bool there =
            faulty && std::any_of(answer_.faults.begin(), answer_.faults.end(), same);
        if (there && answer_.code == line.code) return;
        // A wrong path is rewritten only if there is no choice.
        const bool clear = there || (faulty && answer_.faults.size() == 1);
        const std::string path = clear && !there ? answer_.faults.front().path : line.path;
        fail(line.place,
             "expected fault " + line.code + " at " + scenario::quoted_if_needed(line.path) +
                 ", the answer was " + answer_.text(),
             clear ? "expect fault " + answer_.code + " at " + scenario::quoted_if_needed(path)
                   : "");
    }

    void play(const ExpectValue& line) {
        for (const auto& [name, value] : answer_.values) {
            if (name != line.name) continue;
            if (value == line.value) return;
            fail(line.place,
                 "expected " + name + " = " + scenario::quoted_if_needed(line.value) + ", it is " +
                     scenario::quoted_if_needed(value),
                 "expect value " + name + " = " + scenario::quoted_if_needed(value));
            return;
        }
        fail(line.place, "no value " + line.name + " was returned: " + answer_.text());
    }

    const Script& script_;
    Stage& stage_;
    const ReadFile& read_file_;
    std::size_t next_ = 0;
    StepAnswer answer_;
    Instant at_ = Instant::from_micros(0); // of the step before; the parser requires one
    Report report_;
};

} // namespace

std::string StepAnswer::text() const {
    if (kind == Kind::ok) {
        std::string text = "ok";
        for (const auto& [name, value] : values) {
            text.append(" ").append(name).append("=").append(value);
        }
        return text;
    }
    std::string text = (kind == Kind::declined ? "declined " : "fault ") + code + ": " + message;
    for (const Fault& fault : faults)
        text += "; " + fault.path + ": " + fault.message;
    return text;
}

Report run_script(const Script& script, Stage& stage, const ReadFile& read_file) {
    return Player(script, stage, read_file).run();
}

} // namespace prorata
