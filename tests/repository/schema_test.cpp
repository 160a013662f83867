#include "repository/schema.hpp"

#include "catch.hpp"
#include "prorata/storage/memory.hpp"
#include "repository/schema_page.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

using namespace prorata;
using namespace prorata::storage;

TEST_CASE("the schema is installed by a backend") {
    const Schema& schema = book_schema();
    MemoryStorage storage;
    storage.install(schema);
    RowBatch rows(schema.table("charge"));
    storage.read({&schema.table("charge")}, rows);
    CHECK(rows.empty());
}

TEST_CASE("what a run reads and changes is clustered by account") {
    const Schema& schema = book_schema();
    for (const char* name : {"payer", "subscription", "change", "purchase_order"}) {
        INFO(name);
        CHECK(schema.table(name).key_columns > 1);
        CHECK(schema.table(name).columns.front().name == "account");
        CHECK(schema.table(name).append_only == (std::string_view(name) == "change"));
    }
}

TEST_CASE("what only grows has a rising key and no index that touches the whole history") {
    const Schema& schema = book_schema();
    for (const char* name : {"charge", "posting", "entry", "invoice", "act", "event", "journal"}) {
        INFO(name);
        CHECK(schema.table(name).append_only);
        CHECK(schema.table(name).key_columns == 1);
        CHECK_FALSE(schema.table(name).version().has_value());
    }
    for (const char* name : {"charge", "posting", "event", "journal"}) {
        INFO(name);
        for (const Index& index : schema.table(name).indexes) {
            CHECK(index.columns.front() != "account");
            CHECK(index.columns.front() != "subscription");
        }
    }
}

TEST_CASE("every table and column says what it is") {
    const Schema& schema = book_schema();
    for (const Table& table : schema.tables()) {
        CHECK_FALSE(table.comment.empty());
        for (const Column& column : table.columns) {
            INFO(table.name << '.' << column.name);
            CHECK_FALSE(column.comment.empty());
            CHECK((column.format == Format::enumeration) == !column.names.empty());
        }
    }
}

TEST_CASE("money never stands without its currency") {
    const Schema& schema = book_schema();
    for (const Table& table : schema.tables()) {
        const bool has_money =
            std::any_of(table.columns.begin(), table.columns.end(), [](const Column& column) {
                return column.format == Format::amount || column.format == Format::money;
            });
        INFO(table.name);
        CHECK((!has_money || table.find("currency").has_value()));
    }
}

TEST_CASE("docs/reference/schema.md is the schema") {
    std::ifstream file(PRORATA_SCHEMA_PAGE);
    const std::string written((std::istreambuf_iterator<char>(file)), {});
    const std::string expected = schema_page::page(book_schema());
    if (written != expected) {
        std::ofstream(std::string("schema.md")) << expected;
        FAIL("they differ; the right text is in schema.md of the test's working directory");
    }
    SUCCEED();
}
