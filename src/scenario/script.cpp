#include "prorata/scenario/script.hpp"

#include "prorata/base/error.hpp"
#include "prorata/time/zone.hpp"
#include "scenario/words.hpp"

namespace prorata {

namespace {

using scenario::malformed;
using scenario::Words;

std::string key(std::string_view word, std::string_view what) {
    if (!scenario::is_key(word)) {
        malformed(std::string(what) + " \"" + std::string(word) + "\" is not in lower snake case");
    }
    return std::string(word);
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// "09:30" as minutes after midnight.
int minutes(std::string_view text) {
    const bool form = text.size() == 5 && text[2] == ':' && is_digit(text[0]) &&
                      is_digit(text[1]) && is_digit(text[3]) && is_digit(text[4]);
    const int hour = form ? (text[0] - '0') * 10 + text[1] - '0' : 24;
    const int minute = form ? (text[3] - '0') * 10 + text[4] - '0' : 60;
    if (hour > 23 || minute > 59) malformed("\"" + std::string(text) + "\" is no time like 09:30");
    return hour * 60 + minute;
}

std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

bool is_row(std::string_view line) {
    return scenario::trimmed(line).starts_with('|');
}

class Parser {
  public:
    Parser(std::string_view text, std::string name) : lines_(split(text)) {
        script_.name = std::move(name);
    }

    Script run() {
        for (next_ = 0; next_ < lines_.size(); ++next_) {
            place_ = {static_cast<int>(next_) + 1, 0};
            try {
                read_line(scenario::trimmed(lines_[next_]));
            } catch (const Error& error) {
                report(error);
            }
        }
        faults_.raise_if_any("the scenario " + script_.name + " is malformed");
        return std::move(script_);
    }

  private:
    void report(const Error& error) {
        for (const Fault& fault : error.faults())
            faults_.add(fault.path, fault.message);
        if (error.faults().empty()) {
            faults_.add("line " + std::to_string(place_.line), error.message());
        }
    }

    void read_line(std::string_view line) {
        if (line.empty() || line.front() == '#') return;
        if (line.front() == '|') malformed("a row stands after no expectation of a table");
        Words words(line);
        const std::string_view first = words.word("the line");
        if (first == "title:")
            script_.title = words.whole_value();
        else if (first == "covers")
            read_covers(words);
        else if (first == "zone")
            read_zone(words);
        else if (first == "catalog")
            script_.lines.emplace_back(LoadCatalog{place_, words.whole_value()});
        else if (first == "on")
            read_step(words);
        else if (first == "expect")
            read_expect(words);
        else
            malformed("\"" + std::string(first) +
                      "\" starts no line; there are title: covers zone catalog on expect");
    }

    void read_covers(Words& words) {
        do
            script_.covers.emplace_back(words.word("an id"));
        while (!words.at_end());
    }

    void read_zone(Words& words) {
        zone_ = Zone::of(words.word("the name of the zone"));
        words.end();
    }

    void read_step(Words& words) {
        seen_step_ = true; // a malformed one too, lest its expectations be reported as well
        const Date day = Date::parse(words.word("the date"));
        std::string_view word = words.word("the verb");
        Instant at = zone_.start_of_day(day);
        if (is_digit(word.front())) {
            at = zone_.wall_clock(day, minutes(word));
            word = words.word("the verb");
        }
        const std::string verb = key(word, "the verb");
        script_.lines.emplace_back(Step{place_, at, verb, words.arguments()});
    }

    void read_expect(Words& words) {
        const std::string_view what = words.word("what is expected");
        if (what == "declined")
            read_declined(words);
        else if (what == "fault")
            read_fault(words);
        else if (what == "value")
            read_value(words);
        else
            read_table(what, words);
        if (!seen_step_) malformed("an expectation stands before the first command");
    }

    void read_declined(Words& words) {
        const std::string code = key(words.word("the code"), "the code");
        words.end();
        script_.lines.emplace_back(ExpectDeclined{place_, code});
    }

    void read_fault(Words& words) {
        const std::string code = key(words.word("the code"), "the code");
        if (words.word("\"at PATH\"") != "at") malformed("\"at PATH\" is missing");
        script_.lines.emplace_back(ExpectFault{place_, code, words.whole_value()});
    }

    void read_value(Words& words) {
        const std::string name(words.word("the name"));
        if (!scenario::is_value_name(name)) malformed("the name \"" + name + "\" names no value");
        if (words.word("=") != "=") malformed("\" = VALUE\" is missing after the name");
        script_.lines.emplace_back(ExpectValue{place_, name, words.whole_value()});
    }

    void read_table(std::string_view name, Words& words) {
        std::vector<std::string_view> rows;
        while (next_ + 1 < lines_.size() && is_row(lines_[next_ + 1])) {
            rows.push_back(lines_[++next_]);
        }
        place_.table_lines = static_cast<int>(rows.size());
        const std::string table = key(name, "the table");
        Arguments filters = words.arguments();
        script_.lines.emplace_back(ExpectTable{place_, table, std::move(filters),
                                               TextTable::parse(rows, place_.line + 1)});
    }

    std::vector<std::string_view> lines_;
    std::size_t next_ = 0;
    Place place_;
    bool seen_step_ = false;
    Zone zone_ = Zone::utc();
    Script script_;
    Faults faults_;
};

} // namespace

std::optional<std::string_view> Step::find(std::string_view key) const {
    for (const auto& [name, value] : arguments) {
        if (name == key) return value;
    }
    return std::nullopt;
}

Script parse_script(std::string_view text, std::string name) {
    return Parser(text, std::move(name)).run();
}

} // namespace prorata
