// Failures behind the border: storage that fails, memory that runs out. A status comes out, no
// more.

#include "capi/c_book.hpp"
#include "objects.hpp"

#include "catch.hpp"
#include "prorata/storage/faulty.hpp"

#include <cstdlib>
#include <new>

using namespace c_book;
using namespace prorata;

namespace {

std::int64_t allocations_until_failure = -1; // -1: none fails

void* allocated(std::size_t size) {
    if (allocations_until_failure >= 0 && allocations_until_failure-- == 0) {
        allocations_until_failure = -1;
        throw std::bad_alloc();
    }
    void* memory = std::malloc(size == 0 ? 1 : size);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}

const std::int64_t now = prorata_instant("2026-02-01T09:00:00Z");

} // namespace

void* operator new(std::size_t size) {
    return allocated(size);
}
void* operator new[](std::size_t size) {
    return allocated(size);
}
// The forms that do not throw belong to the same family: sanitizers have theirs otherwise.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return std::malloc(size == 0 ? 1 : size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
    return std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete[](void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    std::free(memory);
}

TEST_CASE("each storage operation that fails gives a status and leaves the book usable") {
    for (std::int64_t n = 1; n <= 12; ++n) {
        INFO("operation " << n);
        storage::MemoryStorage memory;
        auto faulty = std::make_unique<storage::FaultyStorage>(memory);
        auto* storage = faulty.get();
        prorata_engine* engine = capi::adopt(std::move(faulty));
        REQUIRE(begin(engine) == 0);
        storage->fail(n, storage::FaultyStorage::Mode::error);
        prorata_error* error = nullptr;
        const auto status = say(engine, "2026-01-01T09:00:00Z", "k", "subscribe",
                                portal::purchase("acme", "s1", "crm"), nullptr, &error);
        const bool reached = storage->operations() >= n;
        CHECK(status == (reached ? -11 : 0));
        CHECK((error != nullptr) == reached);
        prorata_error_free(error);
        storage->fail(0, storage::FaultyStorage::Mode::error);
        CHECK(say(engine, "2026-01-01T09:00:00Z", "k", "subscribe",
                  portal::purchase("acme", "s1", "crm")) == 0);
        CHECK(prorata_engine_close(engine, nullptr) == 0);
    }
}

TEST_CASE("each allocation that fails gives a status and leaves the book usable") {
    Book book;
    REQUIRE(begin(book.engine) == 0);
    bool failed = true;
    std::int64_t n = 0;
    for (; failed; ++n) {
        const std::string key = "k" + std::to_string(n);
        const Texts texts = portal::purchase("acme", "s" + std::to_string(n), "crm");
        const Given given(texts);
        const prorata_context who = context("2026-01-01T09:00:00Z", key.c_str());
        prorata_answer* answer = nullptr;
        prorata_error* error = nullptr;
        allocations_until_failure = n;
        const auto status = prorata_engine_preview(&answer, nullptr, book.engine, &who, "subscribe",
                                                   given.data(), given.size(), "", &error);
        failed = allocations_until_failure < 0;
        allocations_until_failure = -1;
        const bool told = status == 0 || status == -17;
        if (!told)
            FAIL("allocation " << n << ": status " << status << ", "
                               << prorata_error_message(error));
        prorata_error_free(error);
        prorata_answer_free(answer);
    }
    CHECK(n > 100);
    CHECK(say(book.engine, "2026-01-01T09:00:00Z", "last", "subscribe",
              portal::purchase("acme", "s-last", "crm")) == 0);
    prorata_rows* rows = nullptr;
    REQUIRE(prorata_engine_show(&rows, book.engine, "verify", nullptr, 0, now, nullptr) == 0);
    CHECK(prorata_rows_count(rows) == 0);
    prorata_rows_free(rows);
}
