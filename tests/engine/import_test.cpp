#include "prorata/engine/engine.hpp"

#include "catch.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

using namespace prorata;

namespace {

const std::filesystem::path portal =
    std::filesystem::path(PRORATA_SOURCE_DIR) / "examples/data/portal";
const Instant move_in = Instant::parse("2025-10-01T00:00:00+03:00");

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE(file);
    return {std::istreambuf_iterator<char>(file), {}};
}

struct Book {
    Engine engine = Engine::in_memory();
    int keys = 0;

    Book() {
        (void)engine.perform({Instant::parse("2023-12-31T00:00:00Z"), "admin:1", "catalogue"},
                             "publish", {{"catalog", contents(portal / "catalog.json")}});
    }
    Outcome<Answer> perform(std::string_view command, const Arguments& arguments) {
        return engine.perform({move_in, "admin:1", "test-" + std::to_string(++keys)}, command,
                              arguments);
    }
    Answer import(const Arguments& arguments) { return perform("import_rows", arguments).value(); }
    std::map<std::string, std::string> faults(const Arguments& arguments) {
        std::map<std::string, std::string> all;
        try {
            (void)perform("import_rows", arguments);
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::invalid_argument);
            for (const Fault& fault : error.faults())
                all[fault.path] += (all.contains(fault.path) ? " / " : "") + fault.message;
        }
        return all;
    }
    std::size_t count(std::string_view table) {
        return engine.show(table, {}, move_in).rows.size();
    }
};

const std::vector<std::pair<std::string, std::string>> portal_files{
    {"sellers.csv", "add_seller"}, {"accounts.csv", "add_account"},    {"payers.csv", "add_payer"},
    {"topups.csv", "pay"},         {"subscriptions.csv", "subscribe"}, {"changes.csv", ""}};

Arguments portal_import(const std::map<std::string, std::string>& texts) {
    Arguments arguments;
    for (const auto& [name, command] : portal_files) {
        arguments.emplace_back("file." + name, texts.at(name));
        if (!command.empty()) arguments.emplace_back("command." + name, command);
    }
    return arguments;
}

std::map<std::string, std::string> portal_texts() {
    std::map<std::string, std::string> texts;
    for (const auto& [name, command] : portal_files)
        texts[name] = contents(portal / name);
    return texts;
}

/// A cell of the portal's files that is made wrong: in the first row that begins with `row`.
struct Plant {
    std::string file;
    std::string row;
    std::string column; ///< "": the whole row.
    std::string value;
};

std::vector<std::string> split(const std::string& text, char delimiter) {
    std::vector<std::string> parts(1);
    bool quoted = false;
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        if (c == delimiter && !quoted) {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

std::string joined(const std::vector<std::string>& parts, char delimiter) {
    std::string text = parts[0];
    for (std::size_t i = 1; i < parts.size(); ++i)
        text.append(1, delimiter).append(parts[i]);
    return text;
}

/// Plants the fault and returns where a report should name it.
std::string plant(std::map<std::string, std::string>& texts, const Plant& what) {
    auto lines = split(texts.at(what.file), '\n');
    const auto line = std::find_if(lines.begin(), lines.end(),
                                   [&](const auto& one) { return one.starts_with(what.row); });
    REQUIRE(line != lines.end());
    const std::string place = what.file + ':' + std::to_string(line - lines.begin() + 1);
    if (what.column.empty()) {
        *line = what.value;
    } else {
        const auto header = split(lines[0], ',');
        const auto column = std::find(header.begin(), header.end(), what.column);
        REQUIRE(column != header.end());
        auto cells = split(*line, ',');
        cells.at(static_cast<std::size_t>(column - header.begin())) = what.value;
        *line = joined(cells, ',');
    }
    texts[what.file] = joined(lines, '\n');
    return what.column.empty() ? place : place + ':' + what.column;
}

const char* const sellers = "code,name,country,zone\nrus,Rus,RU,Europe/Moscow\n";

Arguments small(const std::string& accounts) {
    return {{"file.sellers", sellers},
            {"command.sellers", "add_seller"},
            {"file.accounts", accounts},
            {"command.accounts", "add_account"}};
}

} // namespace

TEST_CASE("thirty faults planted in a portal's files are one report of thirty") {
    const std::vector<Plant> planted{
        {"sellers.csv", "kaz,", "zone", "Asia/Alma-Aty-2"},
        {"accounts.csv", "R-1007,", "currency", "RUR"},
        {"accounts.csv", "R-1008,", "zone", "Moscow"},
        {"accounts.csv", "R-1009,", "terms", "on credit"},
        {"accounts.csv", "R-1010,", "limit", "\"15 000,00\""},
        {"accounts.csv", "R-1012,", "limit", ""},
        {"accounts.csv", "R-1011,", "price_level", "gold"},
        {"accounts.csv", "P-4000,", "invoice_day", "32"},
        {"accounts.csv", "P-4003,", "parent", "P-4999"},
        {"payers.csv", "R-1001,", "requisite.inn", "0000010071"},
        {"payers.csv", "R-1002,", "requisite.kpp", "12345678"},
        {"payers.csv", "R-1003,", "requisite.ogrn", ""},
        {"payers.csv", "R-1004,", "kind", "company"},
        {"payers.csv", "R-1005,", "requisite.director_post", ""},
        {"payers.csv", "R-1006,", "requisite.settlement_account", "40702810000000000000"},
        {"payers.csv", "R-1013,", "requisite.acts_on", ""},
        {"payers.csv", "R-2001,", "requisite.passport_issued_on", "15.05.2015"},
        {"topups.csv", "R-2002,", "amount", "500.00"},
        {"topups.csv", "R-2003,", "amount", "-500.00 RUB"},
        {"topups.csv", "R-2004,", "paid_on", "01.10.2025"},
        {"topups.csv", "R-2005,", "amount", "500.005 RUB"},
        {"topups.csv", "R-2006,", "number", ""},
        {"subscriptions.csv", "R-1014,", "tariff", "m365-e5"},
        {"subscriptions.csv", "R-1015,", "start", "2025-02-30"},
        {"subscriptions.csv", "R-1016,", "quantity.zones", "7"},
        {"subscriptions.csv", "R-1017,", "seller", "rusland"},
        {"subscriptions.csv", "R-1018,", "entered_at", "yesterday"},
        {"changes.csv", "set_auto_renewal,K-5003-1", "value", "maybe"},
        {"changes.csv", "set_auto_renewal,K-5008-4", "subscription", "K-0000-1"},
        {"changes.csv", "set_auto_renewal,K-7001-2", "", "set_auto_renewal,K-7001-2"}};
    REQUIRE(planted.size() == 30);
    auto texts = portal_texts();
    std::set<std::string> places;
    for (const Plant& what : planted)
        places.insert(plant(texts, what));
    Book book;
    const auto faults = book.faults(portal_import(texts));
    for (const auto& [path, message] : faults) {
        INFO(path << " " << message);
        CHECK(places.contains(path));
    }
    for (const std::string& place : places) {
        INFO(place);
        CHECK(faults.contains(place));
    }
    CHECK(faults.size() == 30);
    CHECK(book.count("account") == 0);
    CHECK(book.count("journal") == 1); // of the catalogue
}

TEST_CASE("an import is a dry run, then the rows, then repetition") {
    Book book;
    const std::string accounts =
        "number,currency,zone,terms\na,RUB,Europe/Moscow,postpaid\nb,RUB,Europe/Moscow,\n";
    Arguments dry = small(accounts);
    dry.emplace_back("dry_run", "yes");
    CHECK(book.import(dry).at("done") == "3");
    CHECK(book.count("account") == 0);
    CHECK(book.count("journal") == 1);
    CHECK(book.import(small(accounts)).at("done") == "3");
    CHECK(book.count("account") == 2);
    const Answer again = book.import(small(accounts + "c,RUB,Europe/Moscow,postpaid\n"));
    CHECK(again.at("repeated") == "3");
    CHECK(again.at("done") == "1");
    CHECK(book.count("account") == 3);
    CHECK(book.engine.verify().empty());
    const auto changed =
        book.faults(small("number,currency,zone,terms\na,KZT,Asia/Almaty,postpaid\n"));
    for (const auto& [path, message] : changed)
        UNSCOPED_INFO(path << " " << message);
    CHECK(changed == std::map<std::string, std::string>{{"accounts:2:number", "\"a\" is taken"}});
}

TEST_CASE("a preview of an import records nothing") {
    Book book;
    Rows shown;
    const auto outcome =
        book.engine.preview({move_in, "admin:1", "p"}, "import_rows",
                            small("number,currency,zone\na,RUB,Europe/Moscow\n"), "account", shown);
    CHECK(outcome.value().at("done") == "2");
    CHECK(book.count("account") == 0);
}

TEST_CASE("an external id makes a row the same row, whatever it says") {
    Book book;
    (void)book.import(small("external_id,number,currency,zone\n17,a,RUB,Europe/Moscow\n"));
    CHECK(book.import(small("external_id,number,currency,zone\n17,a,RUB,Europe/Moscow\n"))
              .at("repeated") == "2");
    const auto faults =
        book.faults(small("external_id,number,currency,zone\n17,b,RUB,Europe/Moscow\n"));
    REQUIRE(faults.size() == 1);
    CHECK(faults.begin()->first == "accounts:2:external_id");
}

TEST_CASE("columns are mapped, shared and ignored, and the delimiter is the file's") {
    Book book;
    const Answer answer =
        book.import({{"file.b.csv", "Customer;Remarks;Zone\na;\"likes ;\";Europe/Moscow\n"},
                     {"command.b.csv", "add_account"},
                     {"column.b.csv.number", "Customer"},
                     {"column.b.csv.zone", "Zone"},
                     {"ignore.b.csv.Remarks", "yes"},
                     {"value.b.csv.currency", "RUB"},
                     {"delimiter", ";"}});
    CHECK(answer.at("done") == "1");
    CHECK(book.count("account") == 1);
}

TEST_CASE("what maps to nothing is named") {
    Book book;
    const auto faults = book.faults({{"file.a", "number,Remarks,seats\nx,,\n"},
                                     {"command.a", "add_account"},
                                     {"file.b", "code\nx\n"},
                                     {"command.c", "add_seller"},
                                     {"file.d", "code\nx\n"},
                                     {"command.d", "run"},
                                     {"column.a.number", "No"},
                                     {"value.z.currency", "RUB"},
                                     {"delimiter", "--"}});
    for (const char* path : {"a:1:Remarks", "a:1:seats", "b:1", "command.c", "command.d",
                             "column.a.number", "value.z.currency", "delimiter"}) {
        INFO(path);
        CHECK(faults.contains(path));
    }
}

TEST_CASE("rows that need a refused row are not blamed and declined rows stop nothing") {
    Book book;
    Arguments arguments = small("number,currency,zone,terms,limit\nbad,RUB,Moscow,,\n");
    arguments.insert(arguments.end(),
                     {{"file.payers", "account,code,kind,country\nbad,p,individual,RU\n"},
                      {"command.payers", "add_payer"},
                      {"file.subs", "account,key,tariff,seller,payer\nbad,s,alt-server,rus,p\n"},
                      {"command.subs", "subscribe"}});
    const auto faults = book.faults(arguments);
    REQUIRE(faults.size() == 1);
    CHECK(faults.begin()->first == "accounts:2:zone");

    arguments = small("number,currency,zone,terms,limit\na,RUB,Europe/Moscow,credit,100.00 RUB\n");
    arguments.insert(
        arguments.end(),
        {{"file.payers", "account,code,kind,country\na,p,individual,RU\n"},
         {"command.payers", "add_payer"},
         {"file.subs",
          "account,key,tariff,seller,payer\na,s,alt-server,rus,p\na,t,alt-education,rus,p\n"},
         {"command.subs", "subscribe"},
         {"file.stops", "subscription\ns\n"},
         {"command.stops", "stop"}});
    const Answer answer = book.import(arguments);
    CHECK(answer.at("done") == "3");
    CHECK(answer.at("declined") == "2");
    CHECK(answer.at("skipped") == "1");
    CHECK(answer.at("declined.subs:2").starts_with("over_limit: "));
}

TEST_CASE("rows are carried out in the order of their moments, those of later are left") {
    Book book;
    const std::string subs = "account,key,tariff,seller,payer,entered_at\n"
                             "a,s,alt-server,rus,p,2025-10-05T09:00:00Z\n"
                             "a,t,alt-server,rus,p,2025-12-05T09:00:00Z\n";
    Arguments arguments = small("number,currency,zone,terms\na,RUB,Europe/Moscow,postpaid\n");
    arguments.insert(
        arguments.end(),
        {{"file.changes", "command,subscription,component,quantity,from,entered_at\n"
                          "set_quantity,s,licence,3,2025-10-20,2025-10-20T09:00:00Z\n"},
         {"file.payers", "account,code,kind,country\na,p,individual,RU\n"},
         {"command.payers", "add_payer"},
         {"file.subs", subs},
         {"command.subs", "subscribe"},
         {"until", "2025-12-01T00:00:00Z"}});
    const Answer answer = book.import(arguments);
    CHECK(answer.at("done") == "5");
    CHECK(answer.at("later") == "1");
    const Rows rows = book.engine.show("subscription", {}, move_in);
    CHECK(rows.rows.size() == 1);
}
