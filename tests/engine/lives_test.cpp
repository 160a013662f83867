// Random lives through the front door: several accounts, late entries, runs now and then (rules R1,
// R2, R7, R10, R13).

#include "portal.hpp"

#include "catch.hpp"

#include <cstdlib>
#include <iostream>
#include <random>
#include <tuple>

using namespace portal;

namespace {

constexpr int lives = PRORATA_LIVES;
const Date first(2025, 11, 1);
const Date last(2026, 3, 20);

class Dice {
  public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    int below(int limit) { return static_cast<int>(engine_() % static_cast<unsigned>(limit)); }
    bool once_in(int times) { return below(times) == 0; }

  private:
    std::mt19937 engine_;
};

struct Deed {
    Date day;
    std::string command;
    Arguments arguments;
};

/// What is entered, in the order of entry.
class Plot {
  public:
    Plot(unsigned seed, bool terms) : dice_(seed), terms_(terms) {}

    std::vector<Deed> of(const std::string& account) {
        for (int i = 1 + dice_.below(2); i > 0; --i)
            subscription(account, account + std::to_string(i));
        for (int i = dice_.below(4); i > 0; --i) {
            const std::string number = account + "-" + std::to_string(i);
            add(first + dice_.below(last - first), "pay",
                {{"account", account},
                 {"payer", "p1"},
                 {"seller", "rus"},
                 {"number", number},
                 {"amount", std::to_string(50 + dice_.below(400)) + ".0" +
                                std::to_string(dice_.below(10)) + " RUB"}});
        }
        std::stable_sort(deeds_.begin(), deeds_.end(),
                         [](const Deed& a, const Deed& b) { return a.day < b.day; });
        return deeds_;
    }

  private:
    void add(Date day, const std::string& command, const Arguments& arguments) {
        deeds_.push_back({day, command, arguments});
    }
    /// A day of effect, entered up to 40 days later or some days ahead.
    void change(Date start, const std::string& command, Arguments arguments,
                const std::string& day_field) {
        const Date from = start + dice_.below(last - start);
        arguments.emplace_back(day_field, from.text());
        const Date entered = std::clamp(from + dice_.below(50) - 10, start, last);
        add(entered, command, arguments);
    }
    void subscription(const std::string& account, const std::string& key) {
        const Date start = first + dice_.below(40);
        const bool back = dice_.once_in(4);
        const bool crm = !back && dice_.once_in(2);
        const std::string third = back ? "setup" : crm ? "disk" : "daily";
        Arguments more{{"quantity.seat", std::to_string(1 + dice_.below(4))},
                       {"quantity." + third, std::to_string(dice_.below(3))}};
        if (terms_ && dice_.once_in(2)) more.emplace_back("term", back ? "P3M" : "P1M");
        buy(start, purchase(account, key, back ? "back" : crm ? "crm" : "day", more));
        if (back && dice_.once_in(2)) {
            add(start + dice_.below(8), "withdraw", {{"subscription", key}});
        }
        if (dice_.once_in(2)) {
            add(start + dice_.below(20), "subscribe",
                purchase(account, key + "x", "clip", {{"base", key}}));
        }
        for (int i = dice_.below(5); i > 0; --i) {
            change(start, "set_quantity",
                   {{"subscription", key},
                    {"component", dice_.once_in(2) ? "seat" : third},
                    {"quantity", std::to_string(dice_.below(5))}},
                   "from");
        }
        if (back && dice_.once_in(2)) {
            add(start + dice_.below(60), "withdraw",
                {{"subscription", key}, {"component", "seat"}});
        }
        if (dice_.once_in(3)) stop(start, key);
        if (crm) usage(start, key);
        if (terms_ && dice_.once_in(4)) {
            add(start + dice_.below(60), "cancel_order", {{"subscription", key}});
        }
        if (dice_.once_in(3)) change(start, "end", {{"subscription", key}}, "on");
    }
    /// At once, or by a quote that is ordered some days later, perhaps too late.
    void buy(Date start, const Arguments& purchase) {
        if (!dice_.once_in(3)) {
            add(start, "subscribe", purchase);
            return;
        }
        Arguments quote;
        Arguments order;
        for (const auto& given : purchase) {
            const bool of_order =
                given.first == "account" || given.first == "key" || given.first == "payer";
            if (of_order) order.push_back(given);
            if (given.first == "key") quote.emplace_back("key", "q-" + given.second);
            if (given.first != "key" && given.first != "payer") quote.push_back(given);
            if (given.first == "key") order.emplace_back("quote", "q-" + given.second);
        }
        add(start, "quote", quote);
        add(start + dice_.below(9), "subscribe", order);
    }
    void stop(Date start, const std::string& key) {
        const Date from = start + dice_.below(60);
        const Date entered = std::min(from + dice_.below(20), last);
        add(entered, "stop",
            {{"subscription", key},
             {"reason", dice_.once_in(2) ? "by_client" : "by_administrator"},
             {"from", from.text()}});
        add(entered, "resume",
            {{"subscription", key}, {"from", (from + 1 + dice_.below(20)).text()}});
    }
    void usage(Date start, const std::string& key) {
        for (int i = dice_.below(4); i > 0; --i) {
            const Date at = start + dice_.below(last - start);
            add(std::min(at + dice_.below(40), last), "record_usage",
                {{"subscription", key},
                 {"component", "traffic"},
                 {"key", "u" + std::to_string(i)},
                 {"quantity", std::to_string(1 + dice_.below(30))},
                 {"at", at.text() + "T08:00:00Z"}});
        }
    }

    Dice dice_;
    bool terms_;
    std::vector<Deed> deeds_;
};

void open_accounts(Portal& portal, bool all) {
    portal.begin();
    for (const std::string name : {"post", "late"}) {
        portal.add_account(name, {{"terms", "postpaid"},
                                  {"due_days", "3660"},
                                  {"block_days", "3660"},
                                  {"invoice_day", name == "post" ? "1" : "31"}});
    }
    if (!all) return;
    portal.add_account("pre", {});
    portal.add_account("cred", {{"terms", "credit"}, {"limit", "900.00 RUB"}});
    portal.add_account("strict", {{"terms", "postpaid"}, {"price_level", "partner"}});
}

std::vector<Deed> plot(unsigned seed, bool all) {
    std::vector<std::string> accounts{"post", "late"};
    if (all) accounts.insert(accounts.end(), {"pre", "cred", "strict"});
    std::vector<Deed> deeds;
    for (const auto& account : accounts) {
        const auto more = Plot(seed * 7 + static_cast<unsigned>(deeds.size()), all).of(account);
        deeds.insert(deeds.end(), more.begin(), more.end());
    }
    std::stable_sort(deeds.begin(), deeds.end(),
                     [](const Deed& a, const Deed& b) { return a.day < b.day; });
    return deeds;
}

/// A deed may be refused for what the book holds; what it answers is part of the life.
std::string perform(Portal& portal, const Deed& deed) {
    try {
        const auto outcome = portal.say(deed.day.text(), deed.command, deed.arguments);
        return outcome.declined() ? std::string(name(outcome.decline().code)) : "done";
    } catch (const Error& error) {
        if (error.code() != ErrorCode::invalid_argument && error.code() != ErrorCode::not_found) {
            throw;
        }
        return "fault";
    }
}

using Owner = std::tuple<std::int64_t, std::int64_t, std::int64_t>;
using Sums = std::map<Owner, std::int64_t>;

Owner owner(const Sheet& sheet, std::size_t row) {
    return {sheet.at(row, "account"), sheet.at(row, "payer"), sheet.at(row, "seller")};
}

Sums sums(const Sheet& sheet, const std::string& column, std::int64_t times = 1) {
    Sums sums;
    for (std::size_t i = 0; i < sheet.rows(); ++i)
        sums[owner(sheet, i)] += sheet.at(i, column) * times;
    return sums;
}

constexpr std::int64_t minor = 10'000;
enum Ledger : int { customer = 2, unbilled = 3 };

void check_ledger(Portal& portal) {
    const Sheet postings(portal.engine, "posting");
    std::map<std::int64_t, std::int64_t> entries;
    Sums customers = sums(Sheet(portal.engine, "balance"), "amount");
    Sums not_in_acts;
    for (std::size_t i = 0; i < postings.rows(); ++i) {
        const std::int64_t amount = postings.at(i, "amount");
        entries[postings.at(i, "entry")] += amount;
        if (postings.at(i, "ledger") == customer) customers[owner(postings, i)] += amount;
        if (postings.at(i, "ledger") == unbilled) not_in_acts[owner(postings, i)] += amount;
    }
    for (const auto& [entry, sum] : entries)
        REQUIRE(sum == 0);
    for (const auto& [who, sum] : customers)
        REQUIRE(sum == 0);
    // R7, R13: acts with the carried rest are the charges that are not waiting for an act.
    Sums charges = sums(Sheet(portal.engine, "charge"), "amount");
    Sums acts = sums(Sheet(portal.engine, "act"), "total", minor);
    for (const auto& [who, sum] : sums(Sheet(portal.engine, "correction"), "total", minor))
        acts[who] += sum; // R14: corrections count as acts
    const Sheet carries(portal.engine, "carry");
    for (std::size_t i = 0; i < carries.rows(); ++i) {
        REQUIRE(std::abs(carries.at(i, "rest")) <= minor / 2);
        if (carries.at(i, "family") == 2) charges[owner(carries, i)] -= carries.at(i, "rest");
    }
    for (auto& [who, sum] : charges) {
        const auto act = acts.find(who);
        REQUIRE(sum + not_in_acts[who] == (act == acts.end() ? 0 : act->second));
    }
}

/// R40: never both free money and a debt; R7: invoices ask for what they hold, with the carry.
void check_money(Portal& portal) {
    Sums free = sums(Sheet(portal.engine, "payment"), "free");
    Sums owed = sums(Sheet(portal.engine, "receivable"), "unpaid");
    for (const auto& [who, sum] : owed) {
        REQUIRE(sum >= 0);
        REQUIRE((sum == 0 || free[who] == 0));
    }
    const Sums balances = sums(Sheet(portal.engine, "balance"), "amount");
    for (const auto& [who, sum] : balances)
        REQUIRE(sum == free[who] - owed[who]);
}

void check_numbers(Portal& portal) {
    for (const char* family : {"invoice", "act", "correction"}) {
        const Sheet sheet(portal.engine, family);
        std::map<std::int64_t, std::vector<std::int64_t>> numbers;
        for (std::size_t i = 0; i < sheet.rows(); ++i)
            numbers[sheet.at(i, "series")].push_back(sheet.at(i, "number"));
        for (auto& [series, drawn] : numbers) {
            std::sort(drawn.begin(), drawn.end());
            for (std::size_t i = 0; i < drawn.size(); ++i)
                REQUIRE(drawn[i] == static_cast<std::int64_t>(i) + 1);
        }
    }
}

using Units = std::map<std::tuple<std::string, std::int64_t, std::int64_t, std::int64_t>,
                       std::pair<std::int64_t, std::int64_t>>;

Units units(Portal& portal) {
    const Sheet charges(portal.engine, "charge");
    const Rows names = portal.engine.show("charge", {}, morning("2026-04-01"));
    Units units;
    for (std::size_t i = 0; i < charges.rows(); ++i) {
        auto& [amount, tax] = units[{names.rows[i][2], charges.at(i, "component"),
                                     charges.at(i, "period_on"), charges.at(i, "tax_rate")}];
        amount += charges.at(i, "amount");
        tax += charges.at(i, "tax");
    }
    std::erase_if(units, [](const auto& unit) {
        return unit.second == std::pair<std::int64_t, std::int64_t>();
    });
    return units;
}

/// The units of which the two differ, a line each; "" if they agree.
std::string difference(const Units& left, const Units& right) {
    std::string text;
    const auto only = [&text](const Units& from, const Units& other, const char* mark) {
        for (const auto& [unit, sum] : from) {
            const auto found = other.find(unit);
            if (found != other.end() && found->second == sum) continue;
            const auto& [key, component, period, rate] = unit;
            text += mark + key + " component " + std::to_string(component) + " of " +
                    Date::from_days(period).text() + " at " + std::to_string(rate) + ": " +
                    std::to_string(sum.first) + " tax " + std::to_string(sum.second) + "\n";
        }
    };
    only(left, right, "often ");
    only(right, left, "late ");
    return text;
}

/// What verify finds: among others, lines and totals of documents, rests by tax, taxes of units in
/// acts, and that acts with their corrections hold what was served (R7, R13, R14).
std::string findings(Portal& portal) {
    std::string text;
    for (const Finding& finding : portal.engine.verify()) {
        text += finding.rule + " " + finding.table + " " + std::to_string(finding.row) + ": " +
                finding.message + "\n";
    }
    return text;
}

struct Lived {
    Portal portal;
    std::vector<std::string> answers;
};

/// Enters every deed on its day and runs every `step` days, and once after the last day.
void live(Lived& lived, const std::vector<Deed>& deeds, int step, bool checked) {
    auto deed = deeds.begin();
    for (Date day = first; day <= last; day = day + 1) {
        for (; deed != deeds.end() && deed->day == day; ++deed)
            lived.answers.push_back(perform(lived.portal, *deed));
        if ((day - first) % step == step - 1) (void)lived.portal.run(day.text());
    }
    (void)lived.portal.run("2026-03-25");
    if (!checked) return;
    check_ledger(lived.portal);
    check_money(lived.portal);
    check_numbers(lived.portal);
    REQUIRE(findings(lived.portal) == "");
}

} // namespace

TEST_CASE("random lives of every kind of account keep their books") {
    std::map<std::string, int> answers;
    for (int seed = 0; seed < lives; ++seed) {
        Dice dice(static_cast<unsigned>(seed));
        INFO("seed " << seed);
        Lived lived;
        open_accounts(lived.portal, true);
        live(lived, plot(static_cast<unsigned>(seed), true), 1 + dice.below(45), true);
        const auto before = digests(lived.portal.engine);
        (void)lived.portal.run("2026-03-25");
        REQUIRE(differences(before, digests(lived.portal.engine)).empty());
        (void)lived.portal.run("2026-03-26");
        check_ledger(lived.portal);
        check_money(lived.portal);
        for (const auto& answer : lived.answers)
            ++answers[answer];
    }
    std::cout << lives << " books of 5 accounts;";
    for (const auto& [answer, count] : answers)
        std::cout << ' ' << answer << ' ' << count;
    std::cout << '\n';
}

TEST_CASE("random lives: daily runs, sparse runs and one late run agree in every unit") {
    for (int seed = 0; seed < lives; ++seed) {
        Dice dice(static_cast<unsigned>(seed));
        INFO("seed " << seed);
        const auto deeds = plot(static_cast<unsigned>(seed), false);
        const int step = seed % 10 == 0 ? 1 : 3 + dice.below(40);
        Lived often;
        Lived late;
        open_accounts(often.portal, false);
        open_accounts(late.portal, false);
        live(often, deeds, step, true);
        live(late, deeds, 1000, true);
        INFO("a run every " << step << " days");
        REQUIRE(often.answers == late.answers);
        REQUIRE(difference(units(often.portal), units(late.portal)) == "");
    }
    std::cout << lives << " books of 2 accounts, often against late\n";
}

// PRORATA_SEED=57 engine_test "one random life is told": what was entered, what the book holds.
TEST_CASE("one random life is told", "[.]") {
    const int seed = std::atoi(std::getenv("PRORATA_SEED"));
    Dice dice(static_cast<unsigned>(seed));
    Lived lived;
    open_accounts(lived.portal, true);
    const auto deeds = plot(static_cast<unsigned>(seed), true);
    live(lived, deeds, 1 + dice.below(45), false);
    for (std::size_t i = 0; i < deeds.size(); ++i) {
        std::cout << deeds[i].day.text() << ' ' << deeds[i].command;
        for (const auto& [name, value] : deeds[i].arguments)
            std::cout << ' ' << name << '=' << value;
        std::cout << " -> " << lived.answers[i] << '\n';
    }
    for (const char* table : {"run", "subscription", "change", "purchase_order", "charge"}) {
        const Rows rows = lived.portal.engine.show(table, {}, morning("2026-04-01"));
        for (const auto& row : rows.rows) {
            std::cout << table;
            for (std::size_t i = 0; i < row.size(); ++i)
                std::cout << ' ' << rows.columns[i] << '=' << row[i];
            std::cout << '\n';
        }
    }
    std::cout << findings(lived.portal);
}
