// Handles and arguments that are wrong in every way a caller can think of: a status each time.

#include "capi/c_book.hpp"

#include "catch.hpp"
#include "engine/arrow_writer.hpp"
#include "prorata/engine/requests.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <sys/wait.h>
#include <unistd.h>

using namespace c_book;

namespace {

constexpr prorata_status invalid = -1;
constexpr prorata_status misuse = -8;
constexpr prorata_status busy = -9;
const std::int64_t now = prorata_instant("2026-02-01T09:00:00Z");

template <class Handle>
Handle* from_bits(std::uintptr_t bits) {
    return reinterpret_cast<Handle*>(bits);
}

/// Handles that are none: NULL, closed, of another kind, an address, one bit off, all bits.
std::vector<std::pair<std::string, prorata_engine*>> wrong_engines(prorata_engine* open) {
    static int something = 0;
    prorata_engine* closed = nullptr;
    (void)prorata_engine_open(&closed, nullptr, nullptr);
    (void)prorata_engine_close(closed, nullptr);
    static prorata_rows* rows = nullptr;
    if (rows == nullptr) (void)prorata_describe_commands(&rows, nullptr);
    const auto bits = reinterpret_cast<std::uintptr_t>(open);
    return {{"NULL", nullptr},
            {"closed", closed},
            {"of another kind", reinterpret_cast<prorata_engine*>(rows)},
            {"an address", reinterpret_cast<prorata_engine*>(&something)},
            {"another generation", from_bits<prorata_engine>(bits ^ (std::uintptr_t{1} << 32U))},
            {"another index", from_bits<prorata_engine>(bits ^ (std::uintptr_t{1} << 20U))},
            {"one", from_bits<prorata_engine>(1)},
            {"all bits", from_bits<prorata_engine>(~std::uintptr_t{0})}};
}

using Call = std::function<prorata_status(prorata_engine*, prorata_error**)>;

/// Every function that takes an engine, with arguments that are right.
std::vector<std::pair<std::string, Call>> engine_calls() {
    static prorata_context who = context("2026-01-01T09:00:00Z", "misuse");
    static prorata_answer* answer = nullptr;
    static prorata_rows* rows = nullptr;
    static prorata_run_report report;
    static ArrowArrayStream stream;
    static prorata_record_usage_request usage = PRORATA_RECORD_USAGE_REQUEST_INIT;
    std::vector<std::pair<std::string, Call>> calls{
        {"perform",
         [](auto* engine, auto** error) {
             return prorata_engine_perform(&answer, engine, &who, "renew", nullptr, 0, error);
         }},
        {"record_usage_batch",
         [](auto* engine, auto** error) {
             return prorata_engine_record_usage_batch(&answer, engine, &who, &usage, 1, error);
         }},
        {"record_usage_stream",
         [](auto* engine, auto** error) {
             arrow_writer::Stream records({});
             const auto status =
                 prorata_engine_record_usage_stream(&answer, engine, &who, &records.out, error);
             CHECK(records.released == 1);
             return status;
         }},
        {"preview",
         [](auto* engine, auto** error) {
             return prorata_engine_preview(&answer, &rows, engine, &who, "renew", nullptr, 0,
                                           "charge", error);
         }},
        {"show",
         [](auto* engine, auto** error) {
             return prorata_engine_show(&rows, engine, "account", nullptr, 0, now, error);
         }},
        {"export",
         [](auto* engine, auto** error) {
             return prorata_engine_export(&stream, engine, "account", nullptr, 0, now, 0, error);
         }},
        {"run",
         [](auto* engine, auto** error) {
             return prorata_engine_run_with(&report, engine, now, nullptr, nullptr, nullptr, error);
         }},
        {"log", [](auto* engine,
                   auto** error) { return prorata_engine_log(engine, nullptr, nullptr, error); }},
        {"close", [](auto* engine, auto** error) { return prorata_engine_close(engine, error); }}};
#define PRORATA_TYPED_CALL(command, Type, FIELDS, meaning)                                         \
    calls.emplace_back(#command, [](auto* engine, auto** error) {                                  \
        prorata_##command##_request request;                                                       \
        prorata_##command##_request_init(&request);                                                \
        return prorata_engine_##command(&answer, engine, &who, &request, error);                   \
    });
    PRORATA_COMMANDS(PRORATA_TYPED_CALL)
#undef PRORATA_TYPED_CALL
    return calls;
}

void check_path(prorata_status status, prorata_status wanted, prorata_error*& error,
                const std::string& path) {
    CHECK(status == wanted);
    REQUIRE(prorata_error_fault_count(error) >= 1);
    CHECK(std::string(prorata_error_fault_path(error, 0)) == path);
    prorata_error_free(error);
    error = nullptr;
}

} // namespace

TEST_CASE("every function refuses every wrong engine with a code") {
    Book book;
    for (const auto& [what, engine] : wrong_engines(book.engine)) {
        for (const auto& [name, call] : engine_calls()) {
            INFO(name << " with an engine that is " << what);
            prorata_error* error = nullptr;
            check_path(call(engine, &error), misuse, error, "engine");
            CHECK(call(engine, nullptr) == misuse);
        }
    }
    CHECK(begin(book.engine) == 0); // the right one still works
}

TEST_CASE("NULL arguments are named") {
    Book book;
    REQUIRE(begin(book.engine) == 0);
    prorata_context who = context("2026-01-01T09:00:00Z", "k");
    prorata_error* error = nullptr;
    prorata_answer* answer = nullptr;
    prorata_rows* rows = nullptr;
    auto* engine = book.engine;
    check_path(prorata_engine_perform(nullptr, engine, &who, "renew", nullptr, 0, &error), invalid,
               error, "answer_out");
    check_path(prorata_engine_perform(&answer, engine, nullptr, "renew", nullptr, 0, &error),
               invalid, error, "context");
    check_path(prorata_engine_perform(&answer, engine, &who, nullptr, nullptr, 0, &error), invalid,
               error, "command");
    check_path(prorata_engine_perform(&answer, engine, &who, "renew", nullptr, 2, &error), invalid,
               error, "arguments");
    const prorata_argument nameless[] = {{nullptr, "s1"}};
    check_path(prorata_engine_perform(&answer, engine, &who, "renew", nameless, 1, &error), invalid,
               error, "arguments[0].name");
    const prorata_argument valueless[] = {{"subscription", nullptr}};
    check_path(prorata_engine_perform(&answer, engine, &who, "renew", valueless, 1, &error),
               invalid, error, "arguments[0].value");
    check_path(prorata_engine_perform(&answer, engine, &who, "renew", valueless, SIZE_MAX, &error),
               invalid, error, "count");
    check_path(prorata_engine_renew(&answer, engine, &who, nullptr, &error), invalid, error,
               "request");
    check_path(prorata_engine_show(nullptr, engine, "account", nullptr, 0, now, &error), invalid,
               error, "rows_out");
    check_path(prorata_engine_show(&rows, engine, nullptr, nullptr, 0, now, &error), invalid, error,
               "query");
    check_path(
        prorata_engine_show(&rows, engine, "account", nullptr, 0, PRORATA_NO_INSTANT, &error),
        invalid, error, "as_of");
    check_path(prorata_engine_export(nullptr, engine, "account", nullptr, 0, now, 0, &error),
               invalid, error, "stream_out");
    check_path(prorata_engine_run_with(nullptr, engine, now, nullptr, nullptr, nullptr, &error),
               invalid, error, "report_out");
    check_path(prorata_engine_open(nullptr, nullptr, &error), invalid, error, "engine_out");
    check_path(prorata_engine_record_usage_stream(&answer, engine, &who, nullptr, &error), invalid,
               error, "records");
    arrow_writer::Stream spent({});
    spent.out.release(&spent.out);
    check_path(prorata_engine_record_usage_stream(&answer, engine, &who, &spent.out, &error),
               misuse, error, "records");
    who.at = PRORATA_NO_INSTANT;
    check_path(prorata_engine_perform(&answer, engine, &who, "renew", nullptr, 0, &error), invalid,
               error, "context.at");
    who = context("2026-01-01T09:00:00Z", nullptr);
    const prorata_argument right[] = {{"subscription", "s1"}};
    check_path(prorata_engine_perform(&answer, engine, &who, "renew", right, 1, &error), invalid,
               error, "context.key");
}

TEST_CASE("forged sizes are refused and older structs are read") {
    Book book;
    REQUIRE(begin(book.engine) == 0);
    prorata_context who = context("2026-01-01T09:00:00Z", "k");
    prorata_answer* answer = nullptr;
    prorata_error* error = nullptr;
    prorata_run_report report;
    for (const std::uint32_t size : {0U, 1U, 7U, 1000U, UINT32_MAX}) {
        INFO("size " << size);
        prorata_context forged = who;
        forged.struct_size = size;
        check_path(
            prorata_engine_perform(&answer, book.engine, &forged, "renew", nullptr, 0, &error),
            invalid, error, "context.struct_size");
        prorata_renew_request request = PRORATA_RENEW_REQUEST_INIT;
        request.struct_size = size;
        check_path(prorata_engine_renew(&answer, book.engine, &who, &request, &error), invalid,
                   error, "request.struct_size");
        prorata_run_options options = PRORATA_RUN_OPTIONS_INIT;
        options.struct_size = size;
        check_path(
            prorata_engine_run_with(&report, book.engine, now, &options, nullptr, nullptr, &error),
            invalid, error, "options.struct_size");
    }
    // A caller of before `expected` and `quantity`: what lies behind its struct is not looked at.
    prorata_subscribe_request request = PRORATA_SUBSCRIBE_REQUEST_INIT;
    request.account = "acme";
    request.key = "s1";
    request.tariff = "crm";
    request.seller = "rus";
    request.payer = "p1";
    request.struct_size = offsetof(prorata_subscribe_request, expected);
    request.expected = {-1, {'?', '?', '?', '?', '?', '?', '?', '?'}};
    request.quantity = reinterpret_cast<const prorata_argument*>(1);
    request.quantity_count = 1;
    CHECK(prorata_engine_subscribe(&answer, book.engine, &who, &request, nullptr) == 0);
    prorata_answer_free(answer);
}

TEST_CASE("objects that are none answer nothing") {
    static int something = 0;
    for (const std::uintptr_t bits :
         {std::uintptr_t{0}, std::uintptr_t{1}, reinterpret_cast<std::uintptr_t>(&something),
          ~std::uintptr_t{0}}) {
        const auto* answer = from_bits<prorata_answer>(bits);
        CHECK(prorata_answer_count(answer) == 0);
        CHECK(prorata_answer_decline(answer) == 0);
        CHECK(prorata_answer_decline_message(answer) == nullptr);
        CHECK(prorata_answer_find(answer, "total") == nullptr);
        CHECK(prorata_answer_value(answer, 0) == nullptr);
        const auto* rows = from_bits<prorata_rows>(bits);
        const char* cells[1];
        CHECK(prorata_rows_count(rows) == 0);
        CHECK(prorata_rows_cell(rows, 0, 0) == nullptr);
        CHECK(prorata_rows_read(cells, rows, 0, 1) == 0);
        const auto* error = from_bits<prorata_error>(bits);
        CHECK(prorata_error_status(error) == 0);
        CHECK(prorata_error_message(error) == nullptr);
        CHECK(prorata_error_fault_path(error, 0) == nullptr);
        prorata_answer_free(from_bits<prorata_answer>(bits));
        prorata_rows_free(from_bits<prorata_rows>(bits));
        prorata_error_free(from_bits<prorata_error>(bits));
    }
}

TEST_CASE("a handle that was freed is none, also when its place is taken again") {
    prorata_rows* first = nullptr;
    prorata_rows* second = nullptr;
    REQUIRE(prorata_describe_commands(&first, nullptr) == 0);
    prorata_rows_free(first);
    REQUIRE(prorata_describe_commands(&second, nullptr) == 0);
    CHECK(first != second);
    CHECK(prorata_rows_count(first) == 0);
    prorata_rows_free(first);
    CHECK(prorata_rows_count(second) > 0);
    prorata_rows_free(second);
}

TEST_CASE("calls from a run's callback are refused as busy and change nothing") {
    Book book;
    REQUIRE(begin(book.engine) == 0);
    REQUIRE(say(book.engine, "2026-01-01T09:00:00Z", "k", "subscribe",
                portal::purchase("acme", "s1", "crm")) == 0);
    struct Inside {
        prorata_engine* engine;
        std::vector<prorata_status> statuses;
    } inside{book.engine, {}};
    const auto progress = [](const prorata_run_progress*, void* data) -> int32_t {
        auto& at = *static_cast<Inside*>(data);
        prorata_rows* rows = nullptr;
        prorata_run_report report;
        at.statuses.push_back(
            say(at.engine, "2026-01-01T09:00:00Z", "again", "renew", {{"subscription", "s1"}}));
        at.statuses.push_back(
            prorata_engine_show(&rows, at.engine, "account", nullptr, 0, now, nullptr));
        at.statuses.push_back(
            prorata_engine_run_with(&report, at.engine, now, nullptr, nullptr, nullptr, nullptr));
        return 0;
    };
    prorata_run_report report;
    REQUIRE(prorata_engine_run_with(&report, book.engine, now, nullptr, progress, &inside,
                                    nullptr) == 0);
    REQUIRE(inside.statuses.size() >= 3);
    for (const prorata_status status : inside.statuses)
        CHECK(status == busy);
}

TEST_CASE("a log callback may call the engine it is told of") {
    Book book;
    REQUIRE(begin(book.engine) == 0);
    static prorata_engine* engine = nullptr;
    engine = book.engine;
    static std::vector<prorata_status> statuses;
    const auto log = [](std::int32_t, const char*, void*) {
        prorata_rows* rows = nullptr;
        statuses.push_back(prorata_engine_show(&rows, engine, "seller", nullptr, 0, now, nullptr));
        prorata_rows_free(rows);
    };
    REQUIRE(prorata_engine_log(book.engine, log, nullptr, nullptr) == 0);
    CHECK(say(book.engine, "2026-01-01T09:00:00Z", "k", "subscribe",
              portal::purchase("acme", "s1", "crm")) == 0);
    CHECK(statuses == std::vector<prorata_status>{0});
}

TEST_CASE("a book that is closed inside its own callback ends the call normally") {
    prorata_engine* engine = nullptr;
    REQUIRE(prorata_engine_open(&engine, nullptr, nullptr) == 0);
    REQUIRE(begin(engine) == 0);
    const auto close = [](const prorata_run_progress*, void* data) -> int32_t {
        (void)prorata_engine_close(static_cast<prorata_engine*>(data), nullptr);
        return 0;
    };
    prorata_run_report report;
    CHECK(prorata_engine_run_with(&report, engine, now, nullptr, close, engine, nullptr) == 0);
    CHECK(prorata_engine_run_with(&report, engine, now, nullptr, nullptr, nullptr, nullptr) ==
          misuse);
}

TEST_CASE("after fork the parent's handles are none and the child opens its own") {
    Book book;
    REQUIRE(begin(book.engine) == 0);
    ArrowArrayStream stream;
    REQUIRE(prorata_engine_export(&stream, book.engine, "account", nullptr, 0, now, 0, nullptr) ==
            0);
    const ::pid_t child = ::fork();
    if (child == 0) {
        ArrowArray array;
        prorata_engine* own = nullptr;
        prorata_rows* rows = nullptr;
        const bool right =
            prorata_engine_show(&rows, book.engine, "account", nullptr, 0, now, nullptr) ==
                misuse &&
            prorata_engine_close(book.engine, nullptr) == misuse &&
            prorata_engine_open(&own, nullptr, nullptr) == 0 && begin(own) == 0 &&
            prorata_engine_show(&rows, book.engine, "account", nullptr, 0, now, nullptr) ==
                misuse &&
            prorata_engine_close(own, nullptr) == 0 && stream.get_next(&stream, &array) != 0;
        ::_exit(right ? 0 : 1);
    }
    int status = 1;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(status == 0);
    stream.release(&stream);
    CHECK(say(book.engine, "2026-01-01T09:00:00Z", "k", "subscribe",
              portal::purchase("acme", "s1", "crm")) == 0);
}
