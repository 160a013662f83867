#include "prorata/verify/verify.hpp"

#include "catch.hpp"
#include "repository/schema.hpp"
#include "storage/temporary.hpp"
#include "verify/book.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sqlite3.h>
#include <sstream>

using namespace prorata;

namespace {

/// A book that is changed behind the library's back: triggers and unique indexes are out of the way
/// while the plant is made, and there again afterwards.
class Plant {
  public:
    explicit Plant(const std::string& path) {
        REQUIRE(sqlite3_open(path.c_str(), &database_) == SQLITE_OK);
        run("PRAGMA synchronous = OFF");
        run("BEGIN");
        for (const auto& row : query("SELECT type, name, sql FROM sqlite_schema WHERE type = "
                                     "'trigger' OR sql LIKE 'CREATE UNIQUE%'")) {
            objects_.push_back(row);
            run("DROP " + row[0] + ' ' + row[1]);
        }
    }
    ~Plant() {
        for (const auto& [type, name, sql] : objects_) {
            const bool unique = sql.starts_with("CREATE UNIQUE ");
            run(unique ? "CREATE " + sql.substr(14) : sql);
        }
        run("PRAGMA writable_schema = ON");
        for (const auto& [type, name, sql] : objects_)
            run("UPDATE sqlite_schema SET sql = '" + doubled(sql) + "' WHERE name = '" + name +
                "'");
        run("COMMIT");
        sqlite3_close(database_);
    }
    Plant(const Plant&) = delete;
    Plant& operator=(const Plant&) = delete;

    void run(const std::string& sql) {
        char* message = nullptr;
        const int code = sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, &message);
        INFO(sql << ": " << (message != nullptr ? message : ""));
        CHECK(code == SQLITE_OK);
        sqlite3_free(message);
    }
    [[nodiscard]] int changes() const { return sqlite3_changes(database_); }

  private:
    using Row = std::array<std::string, 3>;

    static std::string doubled(const std::string& text) {
        std::string all;
        for (const char c : text)
            all += c == '\'' ? std::string("''") : std::string(1, c);
        return all;
    }
    std::vector<Row> query(const std::string& sql) {
        std::vector<Row> rows;
        sqlite3_exec(
            database_, sql.c_str(),
            [](void* into, int, char** values, char**) {
                static_cast<std::vector<Row>*>(into)->push_back({values[0], values[1], values[2]});
                return 0;
            },
            &rows, nullptr);
        return rows;
    }

    sqlite3* database_ = nullptr;
    std::vector<Row> objects_;
};

std::string shown(const std::vector<Finding>& findings) {
    std::string text;
    for (const Finding& finding : findings)
        text += finding.rule + ' ' + finding.table + ' ' + std::to_string(finding.row) + ": " +
                finding.message + '\n';
    return text;
}

std::set<std::string> rules_of(const std::vector<Finding>& findings) {
    std::set<std::string> rules;
    for (const Finding& finding : findings)
        rules.insert(finding.rule);
    return rules;
}

struct Violation {
    const char* rule;
    const char* sql;
};

// What is planted, and the rule that must see it; other rules may see the same thing too.
const Violation violations[] = {
    {"C1", "UPDATE journal SET actor = 'nobody' WHERE id = 2"},
    {"C1", "UPDATE seller SET name = 'Other'"},
    {"C1", "UPDATE counter SET next = next + 5 WHERE name = 'charge'"},
    {"C1", "UPDATE seal SET digest = 'x' WHERE of_table = 'event'"},
    {"C1", "UPDATE seal SET id = 2"},
    {"C1", "UPDATE chain SET head = '' WHERE account = 1"},
    {"S1", "UPDATE chain SET account = 99 WHERE account = 1"},
    {"M1", "UPDATE charge SET amount = -9223372036854775807 - 1 WHERE id = 1"},
    {"M1", "UPDATE invoice SET total = 9223372036854775807 WHERE id = 1"},
    {"M1", "UPDATE posting SET currency = 'USD' WHERE id = 1"},
    {"M1", "UPDATE payment SET currency = 'ABC'"},
    {"M1", "UPDATE currency SET digits = 3 WHERE code = 'RUB'"},
    {"G1", "UPDATE posting SET amount = amount + 1 WHERE id = 1"},
    {"G1", "UPDATE posting SET amount = 0 WHERE id = 1"},
    {"G1", "DELETE FROM posting WHERE id = 1"},
    {"G1", "DELETE FROM posting WHERE entry = 1"},
    {"G1", "UPDATE charge SET amount = amount + 10000 WHERE id = 1"},
    {"G2", "UPDATE posting SET amount = amount + 1 WHERE id = 1"},
    {"G2", "DELETE FROM posting WHERE id = 3"},
    {"G3", "UPDATE balance SET amount = amount + 1 WHERE account = 1"},
    {"G3", "DELETE FROM balance WHERE account = 1"},
    {"G5", "UPDATE payment SET free = free + 1 WHERE id = 1"},
    {"G5", "UPDATE receivable SET unpaid = unpaid + 1 WHERE entry = 1"},
    {"G5", "DELETE FROM act WHERE id = 1"},
    {"G5", "UPDATE carry SET rest = rest + 1 WHERE family = 2"},
    {"G5", "UPDATE act_line SET amount = amount + 1 WHERE id = 1"},
    {"G5", "UPDATE posting SET ledger = 8 WHERE ledger = 1"},
    {"T1", "UPDATE subscription SET term_ends_on = billed_through - 60 WHERE id = 1"},
    {"T1", "UPDATE charge SET starts_on = starts_on - 1 WHERE id = 1"},
    {"T2", "UPDATE charge SET ends_on = ends_on + 1 WHERE id = 1"},
    {"T2", "UPDATE charge SET sign = 1 WHERE sign = -1"},
    {"T5", "UPDATE charge SET amount = amount + 1 WHERE id = 1"},
    {"T5", "UPDATE charge SET tax = tax + 10000 WHERE id = 1"},
    {"T5", "DELETE FROM charge WHERE id = 1"},
    {"T5", "UPDATE charge SET ends_on = ends_on - 1 WHERE id = 1"},
    {"T5", "DELETE FROM change WHERE kind = 2"},
    {"T5", "UPDATE usage SET quantity = quantity + 1"},
    {"T5", "UPDATE subscription SET billed_through = billed_through + 62 WHERE id = 1"},
    {"T1", "UPDATE charge SET ends_on = ends_on + 400, kind = 1 WHERE kind = 4"},
    {"T5", "UPDATE charge SET amount = amount + 1 WHERE kind = 4"},
    {"T5", "DELETE FROM charge WHERE kind = 4"},
    {"T5", "DELETE FROM change WHERE kind = 9"},
    {"T5", "UPDATE change SET kind = 7 WHERE kind = 10"},
    {"T6", "UPDATE charge SET sign = 1 WHERE kind = 3 AND sign = -1"},
    {"T6", "DELETE FROM change WHERE kind = 9"},
    {"T6", "DELETE FROM charge WHERE kind = 3 AND sign = -1"},
    {"L1", "UPDATE act SET total = total + 1 WHERE id = 1"},
    {"L1", "UPDATE act SET tax = tax + 1 WHERE id = 1"},
    {"L1", "UPDATE correction SET total = total + 1 WHERE id = 1"},
    {"L1", "UPDATE act_line SET amount = amount + 1 WHERE id = 1"},
    {"L1", "UPDATE correction_line SET amount = amount + 1 WHERE id = 1"},
    {"L1", "UPDATE receivable SET act_on = NULL"},
    {"L1", "DELETE FROM act WHERE first_charge IS NOT NULL"},
    {"L2", "UPDATE act SET total = total + 2 WHERE first_charge IS NOT NULL"},
    {"L2", "UPDATE act SET tax = tax + 1 WHERE first_charge IS NOT NULL"},
    {"L2", "UPDATE invoice SET total = total + 1 WHERE first_charge IS NOT NULL"},
    {"L2", "UPDATE invoice SET tax = tax + 1 WHERE first_charge IS NOT NULL"},
    {"L2", "UPDATE invoice SET total = total + 1 WHERE for_order IS NOT NULL"},
    {"L2", "UPDATE invoice_line SET total = total + 1 WHERE id = 1"},
    {"L2", "UPDATE act_line SET total = total + 1 WHERE id = 1"},
    {"L2", "UPDATE correction_line SET tax = tax + 1 WHERE id = 1"},
    {"L2", "UPDATE receivable SET invoice = (SELECT invoice FROM invoice_state WHERE state = 3)"},
    {"L3", "UPDATE invoice_state SET state = 2"},
    {"L3", "UPDATE carry SET rest = rest + 1"},
    {"L3", "UPDATE carry SET rest = 6000 WHERE family = 2"},
    {"L3", "DELETE FROM carry"},
    {"L3", "UPDATE act_line SET total = total + 1 WHERE id = 1"},
    {"L4", "UPDATE act_line SET tax = tax + 1 WHERE id = 1"},
    {"L4", "UPDATE correction_line SET tax = tax + 1 WHERE id = 1"},
    {"L5", "UPDATE correction SET original = 1 WHERE id = 2"},
    {"L5", "UPDATE correction SET previous = id WHERE id = 1"},
    {"L5", "UPDATE correction SET payer = payer + 1 WHERE id = 1"},
    {"L5", "UPDATE correction_line SET before_total = before_total + 1 WHERE id = 1"},
    {"L5", "UPDATE correction_line SET before_tax = before_tax + 1 WHERE id = 1"},
    {"N1", "DELETE FROM invoice WHERE id = 2"},
    {"N1", "UPDATE series SET next_number = next_number + 1 WHERE id = 1"},
    {"N1", "DELETE FROM correction WHERE id = 1"},
    {"N1", "DELETE FROM act WHERE id = (SELECT max(id) FROM act)"},
    {"N2", "UPDATE invoice SET number = 1 WHERE id = 2"},
    {"N2", "INSERT INTO series SELECT 99, version, seller, kind, year, template, 1 FROM series "
           "WHERE id = 1"},
    {"N3", "UPDATE invoice SET number = 3 - number WHERE number IN (1, 2)"},
    {"N3", "UPDATE series SET year = year + 1 WHERE id = 1"},
    {"A1", "UPDATE allocation SET amount = amount + 1 WHERE id = 1"},
    {"A1", "UPDATE payment SET total = total - 1 WHERE id = 1"},
    {"A1", "UPDATE payment SET free = 1, open_on = NULL WHERE open_on IS NOT NULL"},
    {"A2", "DELETE FROM allocation WHERE id = 1"},
    {"A2", "UPDATE receivable SET unpaid = unpaid - 1 WHERE unpaid > 0"},
    {"A2", "UPDATE allocation SET correction = entry WHERE id = 1"},
    {"A2", "DELETE FROM allocation WHERE correction IS NOT NULL"},
    {"A2", "UPDATE receivable SET total = total + 1 WHERE entry = 1"},
    {"A2", "UPDATE receivable SET payer = payer + 1 WHERE entry = 1"},
    {"Q1", "UPDATE purchase_order SET state = 1 WHERE state = 2"},
    {"Q1", "UPDATE purchase_order SET state = 2 WHERE state = 1"},
    {"Q1", "UPDATE purchase_order SET state = 2 WHERE state = 3"},
    {"Q1", "UPDATE subscription SET state = 2 WHERE state = 1"},
    {"Q1", "UPDATE purchase_order SET promised_on = 19900, promised_until = 19900 WHERE id = 1"},
    {"Q1",
     "UPDATE purchase_order SET promised_on = 19900, promised_until = 19907, valid_until = 19901"},
    {"Q1", "DELETE FROM invoice_state WHERE state = 3"},
    {"Q1", "INSERT INTO invoice_state SELECT id, 1, 3, 1 FROM invoice WHERE for_order = 1"},
    {"Q2", "UPDATE quote SET offer = offer + 1 WHERE subscription IS NOT NULL"},
    {"Q2", "UPDATE quote SET discount = 1 WHERE subscription IS NOT NULL"},
    {"Q2", "UPDATE quote SET valid_until = quoted_on"},
    {"Q2", "UPDATE quote SET subscription = (SELECT max(subscription) FROM quote)"},
    {"L6", "UPDATE seller SET closed_before = NULL"},
    {"L6", "UPDATE closing SET closed_before = 19000"},
    {"L6", "UPDATE entry SET booked_on = 19000 WHERE id = (SELECT max(entry) FROM posting)"},
    {"L6", "UPDATE charge SET charged_on = 19000 WHERE id = (SELECT max(id) FROM charge)"},
    {"L6", "UPDATE invoice SET issued_on = 19000 WHERE id = (SELECT max(id) FROM invoice)"},
    {"L6", "UPDATE act SET issued_on = 19000 WHERE id = (SELECT max(id) FROM act)"},
    {"L6", "UPDATE correction SET issued_on = 19000 WHERE id = (SELECT max(id) FROM correction)"},
    {"J1", "UPDATE run SET charges = charges + 1 WHERE id = 1"},
    {"J1", "UPDATE run SET accounts = accounts + 1 WHERE id = 1"},
    {"J1", "UPDATE run SET next_account = 1 WHERE id = 2"},
    {"J1", "UPDATE charge SET run = 1 WHERE run = 2"},
    {"I1", "UPDATE journal SET key = 'k1' WHERE id = 5"},
    {"O1", "UPDATE event SET subject = 999 WHERE id = 1"},
    {"O1", "UPDATE event SET account = account + 1"},
    {"S1", "UPDATE charge SET seller = 9 WHERE id = 1"},
    {"S1", "UPDATE purchase_order SET offer = 99"},
    {"S1", "UPDATE quote SET seller = 9"},
    {"S1", "UPDATE quote SET subscription = 99 WHERE subscription IS NOT NULL"},
    {"S1", "UPDATE quote_line SET component = 99"},
    {"S1", "DELETE FROM quote"},
    {"S1", "UPDATE posting SET payer = 99 WHERE id = 1"},
    {"S1", "DELETE FROM entry WHERE id = 2"},
    {"S1", "UPDATE closing SET seller = 9"},
    {"S1", "UPDATE correction SET original = 777 WHERE id = 1"},
    {"S1", "UPDATE allocation SET correction = 777 WHERE correction IS NOT NULL"},
    {"S1", "UPDATE account SET parent = 77 WHERE id = 1"},
    {"S1", "INSERT INTO requisite VALUES (1, 77, 1, 'inn', '1')"},
    {"S1", "UPDATE contract SET payer = 77"},
    {"P1", "DELETE FROM requisite"},
    {"P1", "UPDATE requisite SET revision = 9 WHERE revision = 2"},
    {"P1", "UPDATE requisite_revision SET erased_on = 20000"},
    {"P1", "UPDATE requisite_revision SET revision = 3 WHERE revision = 2"},
    {"P1", "UPDATE requisite_revision SET first_act = 9999 WHERE revision = 1"},
    {"S1", "INSERT INTO invoice_state VALUES (777, 1, 2, 1)"},
    {"S1", "INSERT INTO event_delivery VALUES (777, 1, 1, 1)"},
    {"S1", "UPDATE entry SET charges = charges + 1000 WHERE first_charge IS NOT NULL"},
    {"S1", "UPDATE journal SET account = 77 WHERE id = 1"},
    {"D1", "UPDATE counter SET next = 1 WHERE name = 'charge'"},
    {"D1", "DELETE FROM counter WHERE name = 'act_line'"},
    {"D1", "UPDATE counter SET next = 2 WHERE name = 'subscription'"},
};

std::string text_of(const char* path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

} // namespace

TEST_CASE("a sound book has no finding, in memory and in a file") {
    const temporary::File file("verify-sound");
    sound::Portal memory(Engine::in_memory());
    sound::Portal sqlite(Engine::open(file.path()));
    for (sound::Portal* portal : {&memory, &sqlite}) {
        CHECK(shown(portal->engine.verify()) == "");
        sound::live(*portal);
        CHECK(shown(portal->engine.verify()) == "");
    }
}

TEST_CASE("a late run leaves a sound book") {
    sound::Portal portal(Engine::in_memory());
    sound::live_late(portal);
    CHECK(shown(portal.engine.verify()) == "");
}

// Two faults of the billing run that verify once found.
TEST_CASE("a correction that takes money back leaves a sound book") {
    sound::Portal portal(Engine::in_memory());
    sound::take_back(portal);
    CHECK(shown(portal.engine.verify()) == "");
}

TEST_CASE("a late run over parts of months leaves a sound book") {
    sound::Portal portal(Engine::in_memory());
    sound::live_late_in_parts(portal);
    CHECK(shown(portal.engine.verify()) == "");
}

TEST_CASE("each planted violation is reported by its rule") {
    const temporary::File file("verify-plants");
    {
        sound::Portal portal(Engine::open(file.path()));
        sound::live(portal);
        (void)portal.say("2024-06-21", "seal", {});
    }
    for (const Violation& violation : violations) {
        const temporary::File copy("verify-plant");
        std::filesystem::copy_file(file.path(), copy.path());
        INFO(violation.rule << ": " << violation.sql);
        {
            Plant plant(copy.path());
            plant.run(violation.sql);
            CHECK(plant.changes() > 0); // else there is nothing to see
        }
        const auto findings = Engine::open(copy.path()).verify();
        INFO(shown(findings));
        CHECK(rules_of(findings).contains(violation.rule));
    }
}

TEST_CASE("C1: the journal is chained for each account, without any seal") {
    const temporary::File file("verify-chain");
    {
        sound::Portal portal(Engine::open(file.path()));
        sound::live(portal);
        portal.account("more", {{"terms", "postpaid"}});
        CHECK(shown(portal.engine.verify()) == "");
    }
    const char* plants[] = {"UPDATE journal SET request = request || ' ' WHERE id = 3",
                            "UPDATE journal SET account = NULL WHERE account IS NOT NULL",
                            "UPDATE journal SET effective_at = effective_at + 1 WHERE id = 2",
                            "DELETE FROM journal WHERE id = 2",
                            "DELETE FROM journal WHERE id = (SELECT max(id) FROM journal)",
                            "UPDATE chain SET links = links + 1",
                            "UPDATE chain SET head = 'x' WHERE account > 0",
                            "DELETE FROM chain WHERE account = 0"};
    for (const char* sql : plants) {
        const temporary::File copy("verify-plant");
        std::filesystem::copy_file(file.path(), copy.path());
        INFO(sql);
        {
            Plant plant(copy.path());
            plant.run(sql);
            CHECK(plant.changes() > 0);
        }
        const auto findings = Engine::open(copy.path()).verify();
        INFO(shown(findings));
        CHECK(rules_of(findings).contains("C1"));
    }
}

TEST_CASE("C1: sealed rows are found changed, rows that were changed since by commands are not") {
    sound::Portal portal(Engine::in_memory());
    sound::live(portal);
    const std::string first = portal.say("2024-06-21", "seal", {}).at("anchor");
    CHECK(first.size() == 64);
    CHECK(shown(portal.engine.verify(first)) == "");
    portal.account("more", {{"terms", "postpaid"}});
    portal.buy("2024-06-22", "more", "s-more", {{"quantity.seat", "5"}});
    portal.run("2024-07-22");
    const std::string second = portal.say("2024-07-23", "seal", {}).at("anchor");
    CHECK(shown(portal.engine.verify(first)) == "");
    CHECK(shown(portal.engine.verify(second)) == "");
    CHECK(shown(portal.engine.verify(std::string(64, '0'))).find("C1 seal 0") == 0);
}

TEST_CASE("C1: the anchor covers every column of a seal, the last one too") {
    const temporary::File file("verify-anchor");
    std::string anchor;
    {
        sound::Portal portal(Engine::open(file.path()));
        sound::live(portal);
        anchor = portal.say("2024-06-21", "seal", {}).at("anchor");
    }
    for (const storage::Column& column : book_schema().table("seal").columns) {
        const temporary::File copy("verify-anchor-copy");
        std::filesystem::copy_file(file.path(), copy.path());
        const bool text = column.type == storage::ColumnType::text;
        INFO(column.name);
        {
            Plant plant(copy.path());
            plant.run("UPDATE seal SET " + column.name + " = " +
                      (text ? "'x'" : column.name + " + 1") + " WHERE of_table = 'event'");
            CHECK(plant.changes() == 1);
        }
        CHECK_FALSE(Engine::open(copy.path()).verify(anchor).empty());
    }
}

TEST_CASE("C1: the journal's row about the last seal is covered by its anchor") {
    const temporary::File file("verify-own");
    std::string anchor;
    {
        sound::Portal portal(Engine::open(file.path()));
        sound::live(portal);
        anchor = portal.say("2024-06-21", "seal", {}).at("anchor");
    }
    for (const storage::Column& column : book_schema().table("journal").columns) {
        const temporary::File copy("verify-own-copy");
        std::filesystem::copy_file(file.path(), copy.path());
        INFO(column.name);
        {
            Plant plant(copy.path());
            const bool text = column.type == storage::ColumnType::text;
            plant.run("UPDATE journal SET " + column.name + " = " +
                      (text              ? "'x'"
                       : column.nullable ? "1"
                                         : column.name + " + 1") +
                      " WHERE command = 'seal'");
            CHECK(plant.changes() == 1);
        }
        CHECK_FALSE(Engine::open(copy.path()).verify(anchor).empty());
    }
}

TEST_CASE("every rule has a planted violation, and every table a rule") {
    std::set<std::string> planted;
    std::set<std::string> known;
    std::set<std::string> tables;
    for (const Violation& violation : violations)
        planted.insert(violation.rule);
    for (const RuleDescription& rule : verify_rules()) {
        CHECK(known.insert(rule.id).second);
        tables.insert(rule.tables.begin(), rule.tables.end());
    }
    CHECK(planted == known);
    for (const storage::Table& table : book_schema().tables()) {
        INFO(table.name);
        CHECK(tables.erase(table.name) == 1);
    }
    CHECK(tables.empty());
}

TEST_CASE("the reference page lists the rules as they are") {
    std::string expected = "| rule | what must hold | tables |\n| --- | --- | --- |\n";
    for (const RuleDescription& rule : verify_rules()) {
        expected += "| " + rule.id + " | " + rule.meaning + " | ";
        for (std::size_t i = 0; i < rule.tables.size(); ++i)
            expected += (i > 0 ? ", " : "") + rule.tables[i];
        expected += " |\n";
    }
    INFO(expected);
    CHECK(text_of(PRORATA_VERIFY_PAGE).find(expected) != std::string::npos);
}
