#pragma once

#include "bytes.hpp"
#include "target.hpp"

#include "capi/c_book.hpp"
#include "capi/typed.hpp"

#include <algorithm>
#include <cstring>
#include <deque>

// What a careless program does with the C interface, as bytes say.

/// Handles that were given out and not freed, and those that were freed.
template <class Handle>
struct Pool {
    std::vector<Handle*> live;
    std::vector<Handle*> gone;

    [[nodiscard]] bool has(Handle* handle) const {
        return std::find(live.begin(), live.end(), handle) != live.end();
    }
    void add(Handle* handle) {
        demand(handle != nullptr && !has(handle), "a handle that is none, or one of another");
        live.push_back(handle);
    }
    void remove(Handle* handle) {
        if (std::erase(live, handle) != 0) gone.push_back(handle);
    }
    /// Mostly one that is right; else NULL, freed, of another kind, one bit off, or any bits.
    Handle* pick(Bytes& bytes, const void* other_kind) const {
        static_assert(sizeof(std::uintptr_t) == 8);
        std::uintptr_t bits = 0;
        const std::size_t how = bytes.below(16);
        if (how == 1) return nullptr;
        if (how == 2 && !gone.empty())
            return gone[bytes.below(std::min<std::size_t>(gone.size(), 256))];
        if (how == 3) return of(reinterpret_cast<std::uintptr_t>(other_kind));
        if (how == 4) return of(bytes.word());
        if (live.empty()) return nullptr;
        Handle* right = live[bytes.below(std::min<std::size_t>(live.size(), 256))];
        std::memcpy(&bits, &right, sizeof bits);
        return how == 5 ? of(bits ^ (std::uintptr_t{1} << bytes.below(64))) : right;
    }

  private:
    static Handle* of(std::uintptr_t bits) {
        Handle* handle = nullptr;
        std::memcpy(&handle, &bits, sizeof bits);
        return handle;
    }
};

/// Texts for a call: words of the book, numbers, dates, or a few bytes as they come. They live as
/// long as this.
class Words {
  public:
    explicit Words(Bytes& bytes) : bytes_(bytes) {}

    /// NULL at times.
    const char* any() {
        static constexpr const char* known[] = {"acme",
                                                "s1",
                                                "crm",
                                                "rus",
                                                "p1",
                                                "k1",
                                                "seat",
                                                "disk",
                                                "traffic",
                                                "day",
                                                "back",
                                                "strict",
                                                "more",
                                                "RUB",
                                                "USD",
                                                "RU",
                                                "Europe/Moscow",
                                                "prepaid",
                                                "credit",
                                                "postpaid",
                                                "1",
                                                "2",
                                                "7",
                                                "0",
                                                "-1",
                                                "1.5",
                                                "1000",
                                                "1000000",
                                                "99999999999999999999",
                                                "2026-01-01",
                                                "2026-01-31",
                                                "2026-02-28",
                                                "2026-05-10",
                                                "9999-12-31",
                                                "2026-01-31T09:00:00Z",
                                                "P1M",
                                                "P3M",
                                                "P1Y",
                                                "P1D",
                                                "100.00 RUB",
                                                "5000.00 RUB",
                                                "-3.00 RUB",
                                                "yes",
                                                "no",
                                                "individual",
                                                "legal_entity",
                                                "by_client",
                                                "by_administrator",
                                                "violation",
                                                "invoice",
                                                "I000001",
                                                "A%06d",
                                                "account",
                                                "charge",
                                                "subscription",
                                                "s2",
                                                "k2",
                                                "u1",
                                                "u2",
                                                ""};
        const std::size_t which = bytes_.byte();
        if (which < std::size(known)) return known[which];
        if (which >= 250) return nullptr;
        return keep(bytes_.text());
    }
    const char* keep(std::string text) {
        kept_.push_back(std::move(text));
        return kept_.back().c_str();
    }

  private:
    Bytes& bytes_;
    std::deque<std::string> kept_;
};

/// Gives the fields of a typed request what the bytes say.
class Scribble {
  public:
    Scribble(Bytes& bytes, Words& words) : bytes_(bytes), words_(words) {}

    template <class Field>
    void fill(Field, const char* name, const char*& into) {
        if (bytes_.once_in(3)) return;
        const char* usual =
            std::strcmp(name, "catalog") == 0 ? portal::catalog_text().c_str() : usual_of(name);
        into = usual != nullptr && bytes_.once_in(2) ? usual : words_.any();
    }
    template <class Field>
    void fill(Field, const char*, std::int32_t& into) {
        if (bytes_.once_in(3)) return;
        into = std::is_same_v<Field, prorata::field::Flag>
                   ? static_cast<std::int32_t>(bytes_.below(2))
                   : prorata_date(2025, 12, 1) + bytes_.byte();
        if (bytes_.once_in(16)) into = static_cast<std::int32_t>(bytes_.word());
    }
    template <class Field>
    void fill(Field, const char*, std::int64_t& into) {
        if (bytes_.once_in(3)) return;
        into = std::is_same_v<Field, prorata::field::Moment>
                   ? prorata_instant("2026-01-01T09:00:00Z") +
                         bytes_.byte() * std::int64_t{86'400'000'000}
                   : static_cast<std::int64_t>(bytes_.below(32));
        if (bytes_.once_in(16)) into = static_cast<std::int64_t>(bytes_.word());
    }
    template <class Field>
    void fill(Field, const char*, prorata_money& into) {
        if (bytes_.once_in(3)) return;
        into = {bytes_.byte() * std::int64_t{1000}, "RUB"};
        if (bytes_.once_in(16)) into.minor = static_cast<std::int64_t>(bytes_.word());
        if (bytes_.once_in(16)) std::memset(into.currency, bytes_.byte(), sizeof into.currency);
    }
    void fill_pairs(const char*, const prorata_argument*& into, std::size_t& count) {
        const std::size_t how = bytes_.below(8);
        if (how == 7) count = bytes_.once_in(2) ? SIZE_MAX : bytes_.byte(); // of nothing
        if (how > 2) return;
        for (std::size_t i = 0; i < how; ++i)
            pairs_[i] = {bytes_.once_in(2) ? "seat" : words_.any(), words_.any()};
        into = pairs_;
        count = how;
    }
    void done(std::uint32_t& size) {
        if (bytes_.once_in(16)) size = static_cast<std::uint32_t>(bytes_.word());
        if (bytes_.once_in(16))
            size = static_cast<std::uint32_t>(bytes_.below(size + 1 < 256 ? size + 1 : 256));
    }

    static const char* usual_of(std::string_view name) {
        static constexpr std::pair<std::string_view, const char*> usual[] = {
            {"account", "acme"}, {"subscription", "s1"},    {"tariff", "crm"},
            {"seller", "rus"},   {"payer", "p1"},           {"component", "seat"},
            {"key", "s2"},       {"term", "P1M"},           {"quantity", "3"},
            {"currency", "RUB"}, {"zone", "Europe/Moscow"}, {"country", "RU"}};
        for (const auto& [field, text] : usual) {
            if (field == name) return text;
        }
        return nullptr;
    }

  private:
    Bytes& bytes_;
    Words& words_;
    prorata_argument pairs_[2] = {};
};
