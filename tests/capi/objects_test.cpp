#include "capi/c_book.hpp"

#include "catch.hpp"
#include "engine/arrow_reader.hpp"
#include "engine/arrow_writer.hpp"

#include <cstring>

using namespace c_book;

namespace {

const std::int64_t now = prorata_instant("2026-02-01T09:00:00Z");

std::string text(const char* borrowed) {
    return borrowed == nullptr ? "(none)" : borrowed;
}

} // namespace

TEST_CASE("a typed command and the same by name are one command") {
    Book book;
    REQUIRE(begin(book.engine) == 0);
    prorata_context who = context("2026-01-01T09:00:00Z", "buy-1");
    const prorata_argument quantity[] = {{"seat", "3"}};
    prorata_subscribe_request request = PRORATA_SUBSCRIBE_REQUEST_INIT;
    request.account = "acme";
    request.key = "s1";
    request.tariff = "crm";
    request.seller = "rus";
    request.payer = "p1";
    request.start = prorata_date(2026, 1, 1);
    request.auto_renewal = 1;
    request.quantity = quantity;
    request.quantity_count = 1;
    prorata_answer* typed = nullptr;
    REQUIRE(prorata_engine_subscribe(&typed, book.engine, &who, &request, nullptr) == 0);
    CHECK(prorata_answer_decline(typed) == 0);
    CHECK(prorata_answer_decline_name(typed) == nullptr);
    CHECK(text(prorata_answer_find(typed, "state")) == "active");
    prorata_answer* named = nullptr; // the same key and request: the stored answer
    REQUIRE(say(book.engine, "2026-01-01T09:00:00Z", "buy-1", "subscribe",
                {{"account", "acme"},
                 {"key", "s1"},
                 {"tariff", "crm"},
                 {"seller", "rus"},
                 {"payer", "p1"},
                 {"start", "2026-01-01"},
                 {"auto_renewal", "yes"},
                 {"quantity.seat", "3"}},
                &named) == 0);
    REQUIRE(prorata_answer_count(named) == prorata_answer_count(typed));
    for (std::size_t i = 0; i < prorata_answer_count(typed); ++i) {
        CHECK(text(prorata_answer_name(named, i)) == text(prorata_answer_name(typed, i)));
        CHECK(text(prorata_answer_value(named, i)) == text(prorata_answer_value(typed, i)));
    }
    CHECK(prorata_answer_value(typed, 1000) == nullptr);
    CHECK(prorata_answer_find(typed, "nothing") == nullptr);
    prorata_answer_free(typed);
    prorata_answer_free(named);
}

TEST_CASE("money and usage go in as numbers") {
    Book book;
    REQUIRE(begin(book.engine) == 0);
    prorata_context who = context("2026-01-01T09:00:00Z", "pay-1");
    prorata_pay_request pay = PRORATA_PAY_REQUEST_INIT;
    pay.account = "acme";
    pay.payer = "p1";
    pay.seller = "rus";
    pay.number = "1";
    pay.amount = {12'350, "RUB"};
    prorata_answer* answer = nullptr;
    REQUIRE(prorata_engine_pay(&answer, book.engine, &who, &pay, nullptr) == 0);
    CHECK(text(prorata_answer_find(answer, "balance")) == "123.50 RUB");
    prorata_answer_free(answer);
}

TEST_CASE("usage goes in by arrays, all or nothing") {
    Book book;
    REQUIRE(begin(book.engine) == 0);
    REQUIRE(say(book.engine, "2026-01-01T09:00:00Z", "k", "subscribe",
                portal::purchase("acme", "s1", "crm")) == 0);
    std::vector<prorata_record_usage_request> records(3, PRORATA_RECORD_USAGE_REQUEST_INIT);
    const char* keys[] = {"u1", "u2", "u3"};
    for (std::size_t i = 0; i < records.size(); ++i) {
        records[i].subscription = "s1";
        records[i].component = "traffic";
        records[i].key = keys[i];
        records[i].quantity = "2.5";
        records[i].at = prorata_instant("2026-01-02T09:00:00Z");
    }
    records[2].quantity = "much";
    records[1].key = nullptr;
    const auto who = context("2026-01-03T09:00:00Z", "usage-1");
    prorata_answer* answer = nullptr;
    prorata_error* error = nullptr;
    CHECK(prorata_engine_record_usage_batch(&answer, book.engine, &who, records.data(),
                                            records.size(), &error) == -1);
    REQUIRE(prorata_error_fault_count(error) == 1); // what cannot be read comes first
    CHECK(text(prorata_error_fault_path(error, 0)) == "records[2].quantity");
    prorata_error_free(error);
    records[2].quantity = "1";
    CHECK(prorata_engine_record_usage_batch(&answer, book.engine, &who, records.data(),
                                            records.size(), &error) == -1);
    CHECK(text(prorata_error_fault_path(error, 0)) == "records[1].key");
    prorata_error_free(error);
    records[1].key = "u2";
    REQUIRE(prorata_engine_record_usage_batch(&answer, book.engine, &who, records.data(),
                                              records.size(), nullptr) == 0);
    CHECK(text(prorata_answer_find(answer, "recorded")) == "3");
    prorata_answer_free(answer);
    CHECK(prorata_engine_record_usage_batch(&answer, book.engine, &who, nullptr, 1, nullptr) == -1);
    CHECK(prorata_engine_record_usage_batch(&answer, book.engine, &who, records.data(), SIZE_MAX,
                                            nullptr) == -1);
    records[0].struct_size = 4000;
    CHECK(prorata_engine_record_usage_batch(&answer, book.engine, &who, records.data(), 3,
                                            nullptr) == -1);
}

TEST_CASE("usage goes in by a stream, which is released in any case") {
    Book book;
    REQUIRE(begin(book.engine) == 0);
    REQUIRE(say(book.engine, "2026-01-01T09:00:00Z", "k", "subscribe",
                portal::purchase("acme", "s1", "crm")) == 0);
    const auto columns = [](const char* quantity) {
        using arrow_writer::texts;
        return std::vector{texts("subscription", {"s1", "s1"}),
                           texts("component", {"traffic", "traffic"}), texts("key", {"u1", "u2"}),
                           texts("quantity", {"2.5", quantity})};
    };
    const auto who = context("2026-01-03T09:00:00Z", "usage-1");
    prorata_answer* answer = nullptr;
    prorata_error* error = nullptr;
    arrow_writer::Stream wrong(columns("much"));
    CHECK(prorata_engine_record_usage_stream(&answer, book.engine, &who, &wrong.out, &error) == -1);
    REQUIRE(prorata_error_fault_count(error) == 1);
    CHECK(text(prorata_error_fault_path(error, 0)) == "records[1].quantity");
    prorata_error_free(error);
    CHECK(answer == nullptr);
    CHECK(wrong.released == 1);
    arrow_writer::Stream right(columns("1"), 1);
    REQUIRE(prorata_engine_record_usage_stream(&answer, book.engine, &who, &right.out, nullptr) ==
            0);
    CHECK(text(prorata_answer_find(answer, "recorded")) == "2");
    prorata_answer_free(answer);
    CHECK(right.released == 1);
}

TEST_CASE("a decline is an answer") {
    Book book;
    REQUIRE(begin(book.engine) == 0);
    prorata_answer* answer = nullptr;
    REQUIRE(say(book.engine, "2026-01-01T09:00:00Z", "k", "subscribe",
                portal::purchase("acme", "s1", "crm", {{"quantity.seat", "100"}}), &answer) == 0);
    CHECK(prorata_answer_decline(answer) == 1);
    CHECK(text(prorata_answer_decline_name(answer)) == "over_limit");
    CHECK(text(prorata_answer_decline_message(answer)) != "(none)");
    CHECK(prorata_answer_count(answer) == 0);
    prorata_answer_free(answer);
}

TEST_CASE("an error names every fault") {
    Book book;
    REQUIRE(begin(book.engine) == 0);
    prorata_error* error = nullptr;
    prorata_answer* answer = nullptr;
    const auto status =
        say(book.engine, "2026-01-01T09:00:00Z", "k", "set_quantity",
            {{"subscription", "s1"}, {"quantity", "x"}, {"colour", "red"}}, &answer, &error);
    CHECK(status == -1);
    CHECK(answer == nullptr);
    CHECK(prorata_error_status(error) == -1);
    CHECK(text(prorata_status_name(status)) == "invalid_argument");
    REQUIRE(prorata_error_fault_count(error) == 3);
    CHECK(text(prorata_error_fault_path(error, 0)) == "quantity");
    CHECK(text(prorata_error_fault_path(error, 1)) == "colour");
    CHECK(text(prorata_error_fault_path(error, 2)) == "component");
    CHECK(prorata_error_fault_message(error, 3) == nullptr);
    prorata_error_free(error);

    prorata_context who = context("2026-01-01T09:00:00Z", "k");
    prorata_subscribe_request request = PRORATA_SUBSCRIBE_REQUEST_INIT;
    request.term = "a month";
    request.auto_renewal = 7;
    request.expected.minor = 1;
    std::strcpy(request.expected.currency, "QQQ");
    CHECK(prorata_engine_subscribe(&answer, book.engine, &who, &request, &error) == -1);
    REQUIRE(prorata_error_fault_count(error) == 3);
    CHECK(text(prorata_error_fault_path(error, 0)) == "term");
    CHECK(text(prorata_error_fault_path(error, 1)) == "auto_renewal");
    CHECK(text(prorata_error_fault_path(error, 2)) == "expected");
    prorata_error_free(error);
}

TEST_CASE("rows are read cell by cell or many at once") {
    Book book;
    REQUIRE(begin(book.engine) == 0);
    prorata_rows* rows = nullptr;
    const prorata_argument filter[] = {{"command", "add_payer"}};
    REQUIRE(prorata_engine_show(&rows, book.engine, "journal", filter, 1, now, nullptr) == 0);
    REQUIRE(prorata_rows_count(rows) == 1);
    prorata_rows_free(rows);
    REQUIRE(prorata_engine_show(&rows, book.engine, "journal", nullptr, 0, now, nullptr) == 0);
    const std::size_t columns = prorata_rows_column_count(rows);
    REQUIRE(prorata_rows_count(rows) == 4);
    std::vector<const char*> cells(columns * 3);
    CHECK(prorata_rows_read(cells.data(), rows, 2, 3) == 2);
    for (std::size_t column = 0; column < columns; ++column)
        CHECK(cells[columns + column] == prorata_rows_cell(rows, 3, column));
    CHECK(prorata_rows_read(cells.data(), rows, 4, 3) == 0);
    CHECK(prorata_rows_cell(rows, 4, 0) == nullptr);
    CHECK(prorata_rows_cell(rows, 0, columns) == nullptr);
    CHECK(text(prorata_rows_column(rows, 0)) == "id");
    prorata_rows_free(rows);
}

TEST_CASE("a preview writes nothing and shows the rows it would insert") {
    Book book;
    REQUIRE(begin(book.engine) == 0);
    const auto who = context("2026-01-01T09:00:00Z", "k");
    const Texts texts = portal::purchase("acme", "s1", "crm", {{"quantity.seat", "3"}});
    const Given given(texts);
    prorata_answer* answer = nullptr;
    prorata_rows* rows = nullptr;
    REQUIRE(prorata_engine_preview(&answer, &rows, book.engine, &who, "subscribe", given.data(),
                                   given.size(), "charge", nullptr) == 0);
    CHECK(prorata_rows_count(rows) == 1);
    prorata_rows_free(rows);
    prorata_answer_free(answer);
    REQUIRE(prorata_engine_show(&rows, book.engine, "charge", nullptr, 0, now, nullptr) == 0);
    CHECK(prorata_rows_count(rows) == 0);
    prorata_rows_free(rows);
}

TEST_CASE("a run tells its progress and can be stopped") {
    Book book;
    REQUIRE(begin(book.engine) == 0);
    REQUIRE(say(book.engine, "2026-01-01T09:00:00Z", "k", "subscribe",
                portal::purchase("acme", "s1", "crm")) == 0);
    int calls = 0;
    const auto stop = [](const prorata_run_progress* at, void* count) -> int32_t {
        CHECK(at->accounts == 1);
        ++*static_cast<int*>(count);
        return 1;
    };
    prorata_run_report report;
    prorata_error* error = nullptr;
    CHECK(prorata_engine_run_with(&report, book.engine, now, nullptr, stop, &calls, &error) == -10);
    CHECK(prorata_error_status(error) == -10);
    prorata_error_free(error);
    CHECK(calls == 1);
    const prorata_run_options options = PRORATA_RUN_OPTIONS_INIT;
    REQUIRE(prorata_engine_run_with(&report, book.engine, now, &options, nullptr, nullptr,
                                    nullptr) == 0);
    CHECK(report.accounts == 1);
    CHECK(report.run == 1);
}

TEST_CASE("a stream goes out through C") {
    Book book;
    REQUIRE(begin(book.engine) == 0);
    ArrowArrayStream stream;
    REQUIRE(prorata_engine_export(&stream, book.engine, "journal", nullptr, 0, now, 0, nullptr) ==
            0);
    CHECK(arrow_reader::read(stream).rows.size() == 4);
    CHECK(prorata_engine_export(&stream, book.engine, "nothing", nullptr, 0, now, 0, nullptr) ==
          -2);
    CHECK(stream.release == nullptr);
}

TEST_CASE("the log hears of every command") {
    Book book;
    std::vector<std::string> heard;
    const auto log = [](int32_t level, const char* message, void* into) {
        static_cast<std::vector<std::string>*>(into)->push_back(std::to_string(level) + " " +
                                                                message);
    };
    REQUIRE(prorata_engine_log(book.engine, log, &heard, nullptr) == 0);
    REQUIRE(begin(book.engine) == 0);
    CHECK(say(book.engine, "2026-01-01T09:00:00Z", "k", "renew", {}) == -1);
    REQUIRE(heard.size() == 5);
    CHECK(heard[3] == "3 add_payer begin-4: carried out");
    CHECK(heard[4] == "1 renew: invalid_argument");
    REQUIRE(prorata_engine_log(book.engine, nullptr, nullptr, nullptr) == 0);
    CHECK(say(book.engine, "2026-01-01T09:00:00Z", "k", "renew", {}) == -1);
    CHECK(heard.size() == 5);
}

TEST_CASE("commands and queries describe themselves") {
    prorata_rows* rows = nullptr;
    REQUIRE(prorata_describe_commands(&rows, nullptr) == 0);
    CHECK(text(prorata_rows_cell(rows, 0, 0)) == "publish");
    CHECK(text(prorata_rows_cell(rows, 0, 1)) == "catalog");
    prorata_rows_free(rows);
    REQUIRE(prorata_describe_queries(&rows, nullptr) == 0);
    CHECK(text(prorata_rows_cell(rows, 0, 0)) == "credit");
    CHECK(text(prorata_rows_cell(rows, 0, 1)) == "argument");
    prorata_rows_free(rows);
}

TEST_CASE("small functions answer what they say") {
    CHECK(prorata_date(1970, 1, 2) == 1);
    CHECK(prorata_date(2026, 2, 30) == PRORATA_NO_DATE);
    CHECK(prorata_instant("1970-01-01T00:00:01Z") == 1'000'000);
    CHECK(prorata_instant("yesterday") == PRORATA_NO_INSTANT);
    CHECK(prorata_instant(nullptr) == PRORATA_NO_INSTANT);
    CHECK(text(prorata_status_name(0)) == "ok");
    CHECK(text(prorata_status_name(-999)) == "unknown");
    CHECK(text(prorata_status_name(INT32_MIN)) == "unknown");
    CHECK(std::strlen(prorata_version()) >= 5);
}
