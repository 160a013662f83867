// What other billing engines expect of dates, where their definitions are ours: data/peers.tsv.
// Where they are not, docs/internals/decisions/time-peers.md says why.

#include "catch.hpp"
#include "prorata/base/error.hpp"
#include "prorata/time/anchor.hpp"

#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

using namespace prorata;

namespace {

struct Row {
    std::string engine, question;
    Anchor anchor;
    Term term;
    std::vector<std::string> arguments; // the last one is the answer
};

Anchor anchor_of(const std::string& text) {
    return {std::stoi(text.substr(0, 4)), std::stoi(text.substr(5, 2)), std::stoi(text.substr(8))};
}

Row parsed(const std::string& line) {
    std::istringstream in(line);
    std::string engine, question, anchor, term, argument;
    in >> engine >> question >> anchor >> term;
    Row row{engine, question, anchor_of(anchor), Term::parse(term), {}};
    while (in >> argument)
        row.arguments.push_back(argument);
    return row;
}

/// The share of its period as n/d; with another denominator than ours if the engine reduced it.
std::string share(const Row& row) {
    const Period<Date> part(Date::parse(row.arguments[0]), Date::parse(row.arguments[1]));
    const Period<Date> whole = row.anchor.period_of(row.term, part.start());
    if (!whole.contains(part)) return "not within one period";
    const std::string& wanted = row.arguments.back();
    const std::size_t slash = wanted.find('/');
    const int n = std::stoi(wanted.substr(0, slash));
    const int d = std::stoi(wanted.substr(slash + 1));
    if (days(part) * d == days(whole) * n) return wanted;
    return std::to_string(days(part)) + "/" + std::to_string(days(whole));
}

std::string answer(const Row& row) {
    const auto& [engine, question, anchor, term, arguments] = row;
    if (question == "share") return share(row);
    if (question == "boundary") return anchor.boundary(term, std::stoll(arguments[0])).text();
    const Date date = Date::parse(arguments[0]);
    const std::int64_t k = anchor.index_of(term, date);
    if (question == "start") return anchor.boundary(term, k).text();
    if (question == "end") return anchor.boundary(term, k + 1).text();
    if (question == "before") return anchor.boundary(term, k - 1).text();
    if (question == "first") return anchor.period_of(term, date - 1).end().text();
    if (question == "index") return std::to_string(k);
    if (question == "between")
        return std::to_string(anchor.index_of(term, Date::parse(arguments[1])) - k);
    return "unknown question";
}

} // namespace

TEST_CASE("peers' dates and shares hold where their definitions are ours") {
    std::ifstream file(PRORATA_TIME_DATA "/peers.tsv");
    REQUIRE(file);
    int checked = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() == '#') continue;
        const Row row = parsed(line);
        INFO(line);
        CHECK(answer(row) == row.arguments.back());
        ++checked;
    }
    CHECK(checked >= 200);
    std::cout << "checked: " << checked << " dates and shares of peers\n";
}
