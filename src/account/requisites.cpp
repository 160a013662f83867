#include "prorata/account/requisites.hpp"

#include "prorata/base/error.hpp"

#include <array>

namespace prorata {

namespace {

struct Row {
    Requisite field;
    std::array<Need, 9> needs; // three forms for RU, for KZ, for the others
};

constexpr Need R = Need::required, O = Need::optional, F = Need::forbidden;

constexpr std::array table{
#define X(field, ...) Row{Requisite::field, {__VA_ARGS__}},
#include "account/requisite_table.inc"
#undef X
};

constexpr bool in_order() {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].field) != i) return false;
    }
    return true;
}

constexpr std::size_t field_count = 0
#define PRORATA_COUNT(name, meaning) +1
    PRORATA_REQUISITES(PRORATA_COUNT)
#undef PRORATA_COUNT
    ;

static_assert(in_order() && table.size() == field_count, "one row a field, in the fields' order");

std::size_t first_column(std::string_view country) {
    if (country == "RU") return 0;
    return country == "KZ" ? 3 : 6;
}

} // namespace

std::string_view name(Requisite field) noexcept {
    switch (field) {
#define PRORATA_CASE(name, meaning)                                                                \
    case Requisite::name: return #name;
        PRORATA_REQUISITES(PRORATA_CASE)
#undef PRORATA_CASE
    }
    return "unknown";
}

std::string_view meaning(Requisite field) noexcept {
    switch (field) {
#define PRORATA_CASE(name, meaning)                                                                \
    case Requisite::name: return meaning;
        PRORATA_REQUISITES(PRORATA_CASE)
#undef PRORATA_CASE
    }
    return "unknown";
}

std::optional<Requisite> requisite(std::string_view text) noexcept {
#define PRORATA_COMPARE(name, meaning)                                                             \
    if (text == #name) return Requisite::name;
    PRORATA_REQUISITES(PRORATA_COMPARE)
#undef PRORATA_COMPARE
    return std::nullopt;
}

Need need(Requisite field, std::string_view country, LegalForm form) {
    Faults faults;
    if (name(field) == "unknown") faults.add("field", "is in no list");
    if (name(form) == "unknown") faults.add("form", "is in no list");
    faults.raise_if_any("the need of a requisite is not known");
    const auto column = first_column(country) + static_cast<std::size_t>(form) - 1;
    return table.at(static_cast<std::size_t>(field)).needs.at(column);
}

} // namespace prorata
