#include "capi/c_book.hpp"

#include "catch.hpp"

#include <atomic>
#include <cerrno>
#include <thread>

using namespace c_book;

namespace {

constexpr int rounds = 200;
const std::int64_t now = prorata_instant("2026-02-01T09:00:00Z");

} // namespace

TEST_CASE("calls from many threads are carried out or busy, never anything else") {
    Book book;
    REQUIRE(begin(book.engine) == 0);
    std::atomic<int> done{0};
    std::atomic<int> wrong{0};
    const auto ask = [&] {
        for (int i = 0; i < rounds; ++i) {
            prorata_rows* rows = nullptr;
            const auto status =
                prorata_engine_show(&rows, book.engine, "journal", nullptr, 0, now, nullptr);
            if (status == 0 && prorata_rows_count(rows) == 4)
                ++done;
            else if (status != -9)
                ++wrong;
            prorata_rows_free(rows);
        }
    };
    std::thread first(ask);
    std::thread second(ask);
    ask();
    first.join();
    second.join();
    CHECK(wrong == 0);
    CHECK(done > 0);
}

TEST_CASE("an engine may be closed while another thread uses it") {
    for (int i = 0; i < rounds / 10; ++i) {
        prorata_engine* engine = nullptr;
        REQUIRE(prorata_engine_open(&engine, nullptr, nullptr) == 0);
        REQUIRE(begin(engine) == 0);
        std::atomic<int> wrong{0};
        std::thread user([&] {
            prorata_status status = 0;
            while (status == 0 || status == -9) {
                prorata_rows* rows = nullptr;
                status = prorata_engine_show(&rows, engine, "journal", nullptr, 0, now, nullptr);
                prorata_rows_free(rows);
            }
            if (status != -8) ++wrong;
        });
        std::this_thread::yield();
        CHECK(prorata_engine_close(engine, nullptr) == 0);
        user.join();
        CHECK(wrong == 0);
    }
}

TEST_CASE("a stream is read while other threads call its engine, or told that it is busy") {
    Book book;
    REQUIRE(begin(book.engine) == 0);
    std::atomic<bool> over{false};
    std::thread other([&] {
        while (!over) {
            prorata_rows* rows = nullptr;
            (void)prorata_engine_show(&rows, book.engine, "journal", nullptr, 0, now, nullptr);
            prorata_rows_free(rows);
        }
    });
    int wrong = 0;
    for (int i = 0; i < rounds; ++i) {
        ArrowArrayStream stream;
        if (prorata_engine_export(&stream, book.engine, "journal", nullptr, 0, now, 0, nullptr) !=
            0) {
            continue;
        }
        ArrowArray array;
        const int answered = stream.get_next(&stream, &array);
        if (answered != 0 && answered != EBUSY) ++wrong;
        if (answered == 0 && array.release != nullptr) array.release(&array);
        stream.release(&stream);
    }
    over = true;
    other.join();
    CHECK(wrong == 0);
}

TEST_CASE("an error is read on another thread than the one that made it") {
    Book book;
    prorata_error* error = nullptr;
    std::thread maker(
        [&] { (void)say(book.engine, "2026-01-01T09:00:00Z", "k", "renew", {}, nullptr, &error); });
    maker.join();
    CHECK(prorata_error_status(error) == -1);
    CHECK(prorata_error_fault_count(error) == 1);
    prorata_error_free(error);
}
