#include "catalog/checks.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace prorata {

namespace {

constexpr std::size_t longest_code = 64;

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool consists_of(const std::string& code, std::string_view extra) {
    return std::all_of(code.begin(), code.end(), [extra](char c) {
        return is_lower(c) || is_digit(c) || extra.find(c) != std::string_view::npos;
    });
}

template <class Items>
void require_distinct_codes(const Items& items, const char* list, Faults& faults) {
    std::map<std::string, std::size_t> seen;
    for (std::size_t i = 0; i < items.size(); ++i) {
        require_code(items[i].code, item("", list, i) + ".code", faults);
        const auto [first, is_new] = seen.emplace(items[i].code, i);
        if (is_new) continue;
        faults.add(item("", list, i) + ".code", "'" + items[i].code + "' is the code of " +
                                                    item("", list, first->second) + " too");
    }
}

} // namespace

void require_code(const std::string& code, const std::string& path, Faults& faults) {
    if (!code.empty() && code.size() <= longest_code && consists_of(code, "-_.") &&
        (is_lower(code[0]) || is_digit(code[0]))) {
        return;
    }
    faults.add(path,
               "'" + code + "' is no code; give 1 to 64 of a-z, 0-9 and - _ . after the first");
}

void require_snake_case(const std::string& code, const std::string& path, Faults& faults) {
    if (!code.empty() && code.size() <= longest_code && consists_of(code, "_") &&
        is_lower(code[0])) {
        return;
    }
    faults.add(path, "'" + code + "' is no name; give 1 to 64 of a-z, 0-9 and _, a letter first");
}

void require_percent(const Decimal& percent, const std::string& path, Faults& faults) {
    if (percent >= 0 && percent <= 100) return;
    faults.add(path, "is " + percent.text() + "; give a percent from 0 to 100");
}

void check_names(const CatalogSource& source, Faults& faults) {
    require_distinct_codes(source.products, "products", faults);
    require_distinct_codes(source.levels, "levels", faults);
    require_distinct_codes(source.tariffs, "tariffs", faults);
    for (std::size_t i = 0; i < source.levels.size(); ++i) {
        require_percent(source.levels[i].percent, item("", "levels", i) + ".percent", faults);
    }
}

void check_tax_rates(const CatalogSource& source, Faults& faults) {
    std::set<std::tuple<std::string, std::string, Date>> seen;
    for (std::size_t i = 0; i < source.tax_rates.size(); ++i) {
        const TaxRateRow& row = source.tax_rates[i];
        const std::string path = item("", "tax_rates", i);
        const bool country =
            row.country.size() == 2 && std::all_of(row.country.begin(), row.country.end(),
                                                   [](char c) { return c >= 'A' && c <= 'Z'; });
        if (!country) {
            faults.add(path + ".country",
                       "'" + row.country + "' is no country; give two capitals, as in RU");
        }
        require_snake_case(row.tax_class, path + ".tax_class", faults);
        if (row.percent) require_percent(*row.percent, path + ".percent", faults);
        if (!seen.insert({row.country, row.tax_class, row.from}).second) {
            faults.add(path, row.country + " " + row.tax_class + " from " + row.from.text() +
                                 " has a row already");
        }
    }
}

} // namespace prorata
