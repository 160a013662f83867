#include "prorata/scenario/report.hpp"

#include "catch.hpp"

#include <map>

namespace {

using namespace std::string_literals;
using prorata::StepAnswer;

/// Counters by name: `add name=a by=2`, refused above 10 and below 0.
class Counters final : public prorata::Stage {
  public:
    StepAnswer perform(const prorata::Step& step) override {
        const auto key = step.find("name");
        if (!key) return fault("name");
        const int by = std::stoi(std::string(step.find("by").value_or("1")));
        if (by < 0) return fault("by");
        int& count = counts_[std::string(*key)];
        if (count + by > 10) return {StepAnswer::Kind::declined, {}, "over_limit", "10 is all", {}};
        count += by;
        return {StepAnswer::Kind::ok, {{"count", std::to_string(count)}}, "", "", {}};
    }

    prorata::TextTable show(std::string_view table, const prorata::Arguments&,
                            prorata::Instant) override {
        if (table != "counter")
            throw prorata::Error(prorata::ErrorCode::not_found, "no such table");
        prorata::TextTable result{{"name", "count"}, {}};
        for (const auto& [key, count] : counts_)
            result.rows.push_back({key, std::to_string(count)});
        return result;
    }

    void load_catalog(std::string_view text) override { counts_[std::string(text)] = 0; }

  private:
    static StepAnswer fault(std::string path) {
        return {StepAnswer::Kind::fault,
                {},
                "invalid_argument",
                "refused",
                {{std::move(path), "is bad"}}};
    }

    std::map<std::string, int> counts_;
};

prorata::Report run(std::string_view text) {
    Counters stage;
    const prorata::ReadFile read = [](std::string_view path) {
        return "from " + std::string(path);
    };
    return run_script(prorata::parse_script(text, "story"), stage, read);
}

TEST_CASE("a script that is right passes") {
    const auto report = run("covers SL-05 R2\n"
                            "catalog file\n"
                            "on 2026-01-01 add name=a by=4\n"
                            "expect value count = 4\n"
                            "on 2026-01-01 add name=a by=9\n"
                            "expect declined over_limit\n"
                            "on 2026-01-02 add by=-1\n"
                            "expect fault invalid_argument at name\n"
                            "expect counter\n"
                            "  | count | name |\n"
                            "  | 4 | a |\n"
                            "  | 0 | from file |\n");
    CHECK(report.text().empty());
    CHECK(report.passed());
    CHECK(report.covers == std::vector<std::string>{"SL-05", "R2"});
}

constexpr std::string_view wrong = "# kept   \r\n"
                                   "on 2026-01-01 add name=a by=4\r\n"
                                   "\texpect  value count = 5\r\n"
                                   "expect counter\r\n"
                                   "   |name|count|\r\n"
                                   "   |a|5|\r\n"
                                   "   |b|1|\r\n"
                                   "on 2026-01-01 add name=a by=9\r\n"
                                   "expect declined blocked\r\n"
                                   "on 2026-01-01 add name=a by=-9\r\n"
                                   "expect fault not_found at by\r\n"
                                   "expect counter";

TEST_CASE("a script goes on after failed expectations and names all of them") {
    const auto report = run(wrong);
    CHECK_FALSE(report.stopped);
    CHECK(report.text() ==
          "story:3: expected count = 5, it is 4\n"
          "story:4: counter differs (- expected, + actual)\n"
          "  | name | count |\n- | a    | 5     |\n- | b    | 1     |\n+ | a    | 4     |\n\n"
          "story:9: expected declined blocked, the answer was declined over_limit: 10 is all\n"
          "story:11: expected fault not_found at by, the answer was fault invalid_argument: "
          "refused; by: is bad\n"
          "story:12: the expectation has no rows; counter is\n"
          "+ | name | count |\n+ | a    | 4     |\n\n");
}

TEST_CASE("accepting rewrites failed expectations only, and once is enough") {
    const std::string once = accepted(wrong, run(wrong));
    CHECK(once == "# kept   \r\n"
                  "on 2026-01-01 add name=a by=4\r\n"
                  "\texpect value count = 4\r\n"
                  "expect counter\r\n"
                  "   | name | count |\r\n"
                  "   | a    | 4     |\r\n"
                  "on 2026-01-01 add name=a by=9\r\n"
                  "expect declined over_limit\r\n"
                  "on 2026-01-01 add name=a by=-9\r\n"
                  "expect fault invalid_argument at by\r\n"
                  "expect counter\r\n"
                  "  | name | count |\r\n"
                  "  | a    | 4     |\r\n");
    CHECK(run(once).passed());
    CHECK(accepted(once, run(once)) == once);
}

TEST_CASE("an answer that nothing expects stops the script") {
    const auto [line, stopping] = GENERATE(table<std::string, std::string>({
        {"on 2026-01-01 add name=a by=11\n",
         "story:1: add was not carried out: declined over_limit: 10 is all\n"},
        {"on 2026-01-01 add\nexpect counter\n|name|\n",
         "story:1: add was not carried out: fault invalid_argument: refused; name: is bad\n"},
        // What a later command expects says nothing about this one.
        {"on 2026-01-01 add name=a by=11\non 2026-01-01 add\nexpect fault misuse at name\n",
         "story:1: add was not carried out: declined over_limit: 10 is all\n"},
        {"on 2026-01-01 add name=a\nexpect nothing\n|name|\n",
         "story:2: not_found: no such table\n"},
    }));
    const std::string text = line + "on 2026-01-02 add name=b\nexpect value count = 7\n";
    const auto report = run(text);
    CHECK(report.stopped);
    CHECK(report.text() == stopping);
    CHECK(accepted(text, report) == text);
}

TEST_CASE("what cannot be accepted stays") {
    const auto text = GENERATE("on 2026-01-01 add name=a\nexpect declined over_limit\n"s,
                               "on 2026-01-01 add name=a\nexpect value price = 1\n"s,
                               "on 2026-01-01 add name=a\nexpect counter\n| sum |\n| 1 |\n"s);
    const auto report = run(text);
    CHECK(report.failures.size() == 1);
    CHECK_FALSE(report.stopped);
    CHECK(accepted(text, report) == text);
}

/// Answers what is hard to write: spaces at ends, quotes, new lines, pipes, nothing.
class Awkward final : public prorata::Stage {
  public:
    explicit Awkward(std::string text) : text_(std::move(text)) {}

    StepAnswer perform(const prorata::Step& step) override {
        if (step.verb == "give") return {StepAnswer::Kind::ok, {{"text", text_}}, "", "", {}};
        return {StepAnswer::Kind::fault, {}, "misuse", "no", {{text_, "is bad"}}};
    }
    prorata::TextTable show(std::string_view, const prorata::Arguments&,
                            prorata::Instant) override {
        return {{"text", "same"}, {{text_, "1"}}};
    }
    void load_catalog(std::string_view) override {}

  private:
    std::string text_;
};

TEST_CASE("whatever the stage answers is accepted once and for all") {
    const std::string awkward = GENERATE("", " x ", "a|b", "\\", "\"q\"", "two\nlines", "\tt\t",
                                         "100.00 RUB", "день", "a \\n b", "# no comment");
    Awkward stage(awkward);
    const auto play = [&](const std::string& text) {
        return run_script(prorata::parse_script(text, "story"), stage,
                          [](std::string_view) { return ""s; });
    };
    const std::string text = "on 2026-01-01 give\nexpect value text = other\nexpect t\n"
                             "expect t\n  | text |\non 2026-01-01 refuse\n"
                             "expect fault busy at other\n";
    CHECK(play(text).failures.size() == 4);
    const std::string once = accepted(text, play(text));
    CHECK(play(once).text().empty());
    CHECK(accepted(once, play(once)) == once);
}

} // namespace
