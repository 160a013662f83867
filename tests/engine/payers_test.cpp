// Payers and what is personal about them (AC-02, AC-04, FR-08, R62).

#include "portal.hpp"
#include "prorata/storage/sqlite.hpp"
#include "storage/temporary.hpp"

#include "catch.hpp"

#include <fstream>
#include <sstream>

using namespace portal;

namespace {

constexpr const char* old_address = "Unter den Linden 999, Berlin";

Arguments firm(const std::string& address) {
    return {{"account", "acme"},
            {"requisite.name", "Secret Holding"},
            {"requisite.legal_address", address}};
}

Arguments with(Arguments all, const Arguments& more) {
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

/// acme buys a month on 1 January, is invoiced, moves, and is invoiced again.
void live(Portal& book) {
    book.begin();
    (void)book.say("2025-01-01", "add_account",
                   {{"number", "acme"},
                    {"currency", "RUB"},
                    {"zone", "Europe/Moscow"},
                    {"terms", "postpaid"}});
    (void)book.say(
        "2025-01-01", "add_payer",
        with(firm(old_address), {{"code", "p1"}, {"kind", "legal_entity"}, {"country", "DE"}}));
    (void)book.say("2025-01-01", "subscribe",
                   purchase("acme", "s1", "crm", {{"quantity.seat", "1"}}));
    (void)book.say("2025-01-20", "pay",
                   {{"account", "acme"},
                    {"payer", "p1"},
                    {"seller", "rus"},
                    {"number", "1"},
                    {"amount", "1000.00 RUB"}});
    (void)book.say("2025-01-20", "set_quantity",
                   {{"subscription", "s1"}, {"component", "seat"}, {"quantity", "40"}});
    (void)book.run("2025-02-01");
    (void)book.say("2025-02-10", "set_requisites", with(firm("Bonn"), {{"payer", "p1"}}));
    (void)book.run("2025-03-01");
}

std::string address_of(Portal& book, const std::string& family, const std::string& document) {
    const Rows rows = book.engine.show(
        "document_requisites", {{"family", family}, {"document", document}}, morning("2025-03-01"));
    for (const auto& row : rows.rows) {
        if (row[0] == "legal_address") return row[1];
    }
    return "";
}

std::string bytes(const std::string& path) {
    std::ostringstream all;
    for (const char* tail : {"", "-wal"}) {
        std::ifstream file(path + tail, std::ios::binary);
        if (file) all << file.rdbuf();
    }
    return all.str();
}

} // namespace

TEST_CASE("a document keeps the requisites of its day (AC-04)") {
    Portal book;
    live(book);
    CHECK(address_of(book, "invoice", "1") == old_address);
    CHECK(address_of(book, "act", "1") == old_address);
    CHECK(address_of(book, "invoice", "2") == "Bonn");
    CHECK_THROWS_AS(address_of(book, "invoice", "77"), Error);
    CHECK_THROWS_AS(address_of(book, "letter", "1"), Error);
    CHECK(book.engine.verify().empty());
}

TEST_CASE("the journal names requisites and holds no value (R62)") {
    Portal book;
    live(book);
    const std::string journal = Sheet(book.engine, "journal").text();
    CHECK(journal.find("requisite.legal_address=(kept apart)") != std::string::npos);
    CHECK(journal.find("Berlin") == std::string::npos);
    CHECK(journal.find("Secret") == std::string::npos);
}

TEST_CASE("requisites are erased when no document must show them any more (R62)") {
    Portal book;
    live(book);
    const Arguments whom{{"account", "acme"}, {"payer", "p1"}};
    // The invoice of 1 February 2025 is kept five years, that of 1 March a month longer.
    auto answer = book.say("2030-01-31", "erase_person", whom).value();
    CHECK(answer.at("erased") == "0");
    CHECK(answer.at("kept_until") == "2030-03-01");
    answer = book.say("2030-02-10", "erase_person", whom).value();
    CHECK(answer.at("erased") == "1");
    CHECK(address_of(book, "invoice", "1").empty());
    CHECK(address_of(book, "invoice", "2") == "Bonn");
    answer = book.say("2030-02-10", "erase_person", with(whom, {{"retention", "P1M"}})).value();
    CHECK(answer.at("erased") == "1");
    CHECK(answer.at("kept_until").empty());
    CHECK(Sheet(book.engine, "requisite").rows() == 0);
    CHECK(book.engine.verify().empty());
    // What comes later is a revision of its own.
    (void)book.say("2030-03-01", "set_requisites", with(firm("Köln"), {{"payer", "p1"}}));
    CHECK(address_of(book, "invoice", "2").empty());
    CHECK(book.engine.verify().empty());
}

TEST_CASE("what was erased is not in the file either (R62)") {
    const temporary::File file("payers-erased");
    {
        Portal book(std::make_unique<storage::SqliteStorage>(file.path()));
        live(book);
        CHECK(bytes(file.path()).find(old_address) != std::string::npos);
        (void)book.say("2040-01-01", "erase_person", {{"account", "acme"}, {"payer", "p1"}});
    }
    CHECK(bytes(file.path()).find(old_address) == std::string::npos);
    CHECK(bytes(file.path()).find("Secret Holding") == std::string::npos);
}

TEST_CASE("a retry is told by its key, whatever the values were") {
    Portal book;
    live(book);
    const Context context{morning("2025-04-01"), "test", "again"};
    const auto first =
        book.engine.perform(context, "set_requisites", with(firm("Ulm"), {{"payer", "p1"}}));
    const auto second =
        book.engine.perform(context, "set_requisites", with(firm("Ulm"), {{"payer", "p1"}}));
    CHECK(first.value() == second.value());
    CHECK(Sheet(book.engine, "requisite_revision").rows() == 3);
}

TEST_CASE("requisites and contracts that are wrong change nothing and name every fault") {
    Portal book;
    live(book);
    const auto before = digests(book.engine);
    const auto faults = [&](const std::string& command, const Arguments& arguments) {
        try {
            (void)book.say("2025-04-01", command, arguments);
        } catch (const Error& error) {
            CHECK(differences(before, digests(book.engine)).empty());
            std::string all = std::string(name(error.code()));
            for (const Fault& fault : error.faults())
                all += ' ' + fault.path;
            return all;
        }
        return std::string("none");
    };
    CHECK(
        faults("set_requisites", {{"account", "acme"}, {"payer", "p1"}, {"requisite.ogrn", "1"}}) ==
        "invalid_argument requisite.name requisite.ogrn requisite.legal_address");
    CHECK(faults("set_requisites", {{"account", "acme"}, {"payer", "p1"}}) ==
          "invalid_argument requisite");
    CHECK(faults("erase_person", {{"account", "acme"}, {"payer", "nobody"}}) == "not_found payer");
    const Arguments signs{{"account", "acme"}, {"payer", "p1"}, {"seller", "rus"}};
    CHECK(faults("add_contract", with(signs, {{"number", ""}, {"ends_on", "2025-03-01"}})) ==
          "invalid_argument number ends_on");
    (void)book.say("2025-04-01", "add_contract", with(signs, {{"number", "1021"}}));
    try {
        (void)book.say("2025-04-01", "add_contract", with(signs, {{"number", "1021"}}));
        FAIL("taken twice");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::already_exists);
    }
    CHECK(book.engine.verify().empty());
}
