#pragma once

#include "prorata/money/money.hpp"
#include "prorata/time/date.hpp"
#include "prorata/time/instant.hpp"
#include "prorata/time/term.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prorata {

enum class FieldNeed : std::uint8_t { required, optional };

/// One field of a command, as people and other languages see it.
///
/// Owns:    nothing; the texts live as long as the program.
/// Threads: a value; safe to read from many threads.
struct FieldDescription {
    std::string_view name;
    std::string_view type;
    FieldNeed need;
    std::string_view meaning;
};

/// The types of a command's fields. Each reads and writes the text that scenario files use.
///
/// Units:   Day is a civil date "2026-01-15"; Moment an RFC 3339 instant; Length an ISO 8601 term
///          "P1M"; Sum an amount with its currency "120.00 RUB"; Number a decimal without exponent.
/// Errors:  Error{invalid_argument, not_found, overflow, inexact} from parse: what the text should
///          be. text() requires a given value.
/// Threads: values; safe to read from many threads.
namespace field {

/// A value that may be absent. Assign the plain value: `request.start = Date(2026, 1, 15)`.
template <class Value>
struct Optional {
    std::optional<Value> value;

    Optional& operator=(Value given) {
        value = std::move(given);
        return *this;
    }
    [[nodiscard]] bool given() const noexcept { return value.has_value(); }
    [[nodiscard]] const Value& operator*() const { return *value; }
    [[nodiscard]] Value value_or(Value other) const { return value.value_or(std::move(other)); }
};

struct Text : Optional<std::string> {
    using Optional::operator=;
    static constexpr std::string_view label = "text";
    void parse(std::string_view text) { value = std::string(text); }
    [[nodiscard]] std::string text() const { return *value; }
};

struct Day : Optional<Date> {
    using Optional::operator=;
    static constexpr std::string_view label = "date";
    void parse(std::string_view text) { value = Date::parse(text); }
    [[nodiscard]] std::string text() const { return value->text(); }
};

struct Moment : Optional<Instant> {
    using Optional::operator=;
    static constexpr std::string_view label = "instant";
    void parse(std::string_view text) { value = Instant::parse(text); }
    [[nodiscard]] std::string text() const { return value->text(); }
};

struct Length : Optional<Term> {
    using Optional::operator=;
    static constexpr std::string_view label = "term";
    void parse(std::string_view text) { value = Term::parse(text); }
    [[nodiscard]] std::string text() const { return value->text(); }
};

struct Number : Optional<Decimal> {
    using Optional::operator=;
    static constexpr std::string_view label = "decimal";
    void parse(std::string_view text) { value = Decimal::parse(text); }
    [[nodiscard]] std::string text() const { return value->text(); }
};

struct Sum : Optional<Money> {
    using Optional::operator=;
    static constexpr std::string_view label = "money";
    void parse(std::string_view text) { value = Money::parse(text); }
    [[nodiscard]] std::string text() const { return value->text(); }
};

struct Whole : Optional<int> {
    using Optional::operator=;
    static constexpr std::string_view label = "whole number";
    void parse(std::string_view text);
    [[nodiscard]] std::string text() const { return std::to_string(*value); }
};

/// The id of a row, as tables of the book show it.
struct RowId : Optional<std::int64_t> {
    using Optional::operator=;
    static constexpr std::string_view label = "whole number";
    void parse(std::string_view text);
    [[nodiscard]] std::string text() const { return std::to_string(*value); }
};

struct Flag : Optional<bool> {
    using Optional::operator=;
    static constexpr std::string_view label = "yes or no";
    void parse(std::string_view text);
    [[nodiscard]] std::string text() const { return *value ? "yes" : "no"; }
};

/// Texts by name, written as name.key=value: quantity.seat=5.
struct Pairs {
    std::vector<std::pair<std::string, std::string>> pairs;
    static constexpr std::string_view label = "texts by name";
    [[nodiscard]] bool given() const noexcept { return !pairs.empty(); }
};

/// The same for what identifies a person: the journal keeps the names and leaves out the texts, so
/// that erasing them in their one place erases them (R62). A retry is told by the names alone.
struct PersonalPairs : Pairs {};

/// Whole texts by name, such as CSV files: the journal keeps their fingerprints, not the texts.
struct Files : Pairs {};

} // namespace field

// PRORATA_REQUEST makes the struct of a list of fields: members, a name, a visit of each field.
#define PRORATA_REQUEST_MEMBER(type, name, need, meaning) field::type name;
#define PRORATA_REQUEST_FIELD(type, name, need, meaning)                                           \
    visit(FieldDescription{#name, field::type::label, FieldNeed::need, meaning}, self.name);
#define PRORATA_REQUEST(command, Type, FIELDS, meaning)                                            \
    struct Type {                                                                                  \
        FIELDS(PRORATA_REQUEST_MEMBER)                                                             \
        static constexpr const char* command_name = #command;                                      \
        template <class Self, class Visit>                                                         \
        static void each_field([[maybe_unused]] Self& self, [[maybe_unused]] const Visit& visit) { \
            FIELDS(PRORATA_REQUEST_FIELD)                                                          \
        }                                                                                          \
    };

} // namespace prorata
