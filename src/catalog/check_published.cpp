#include "catalog/checks.hpp"

#include <algorithm>

namespace prorata {

namespace {

template <class Items, class Same>
std::size_t position(const Items& items, const Same& same) {
    return static_cast<std::size_t>(std::find_if(items.begin(), items.end(), same) - items.begin());
}

/// New versions lie ahead; published ones are as they were.
void check_versions(const Tariff& tariff, const Tariff* before, const std::string& path, Date today,
                    Faults& faults) {
    for (std::size_t i = 0; i < tariff.versions.size(); ++i) {
        const TariffVersion& version = tariff.versions[i];
        const auto same_day = [&](const auto& known) {
            return known.valid_from == version.valid_from;
        };
        const std::size_t known = before == nullptr ? 0 : position(before->versions, same_day);
        const bool is_new = before == nullptr || known == before->versions.size();
        const std::string place = item(path, "versions", i);
        if (is_new && version.valid_from < today) {
            faults.add(place + ".valid_from", "is " + version.valid_from.text() +
                                                  "; a new version starts on " + today.text() +
                                                  " at the earliest");
        }
        if (!is_new && version != before->versions[known]) {
            faults.add(place, "the version of " + version.valid_from.text() +
                                  " is published and was changed; give a new version a later day");
        }
    }
}

void check_tariff(const Tariff& before, const CatalogSource& source, Faults& faults) {
    const std::size_t i =
        position(source.tariffs, [&](const auto& known) { return known.code == before.code; });
    if (i == source.tariffs.size()) {
        faults.add("tariffs", "the published tariff '" + before.code + "' is missing");
        return;
    }
    const Tariff& tariff = source.tariffs[i];
    const std::string path = item("", "tariffs", i);
    if (tariff.kind != before.kind) {
        faults.add(path + ".kind", "was published as " + std::string(name(before.kind)));
    }
    if (tariff.product != before.product) {
        faults.add(path + ".product", "was published as '" + before.product + "'");
    }
    for (const TariffVersion& version : before.versions) {
        const auto same_day = [&](const auto& known) {
            return known.valid_from == version.valid_from;
        };
        if (position(tariff.versions, same_day) < tariff.versions.size()) continue;
        faults.add(path + ".versions",
                   "the published version of " + version.valid_from.text() + " is missing");
    }
}

bool same_rate(const TaxRateRow& left, const TaxRateRow& right) {
    return left.country == right.country && left.tax_class == right.tax_class;
}

/// A rate may be announced; one that starts in the past would change what was charged (R20).
void check_rates(const CatalogSource& source, const CatalogSource& published, Date today,
                 Faults& faults) {
    for (const TaxRateRow& before : published.tax_rates) {
        if (std::find(source.tax_rates.begin(), source.tax_rates.end(), before) !=
            source.tax_rates.end()) {
            continue;
        }
        faults.add("tax_rates", "the published row " + before.country + " " + before.tax_class +
                                    " from " + before.from.text() + " is missing or was changed");
    }
    for (std::size_t i = 0; i < source.tax_rates.size(); ++i) {
        const TaxRateRow& row = source.tax_rates[i];
        const auto& known = published.tax_rates;
        if (row.from >= today || std::find(known.begin(), known.end(), row) != known.end())
            continue;
        const auto same = [&row](const TaxRateRow& other) { return same_rate(row, other); };
        if (std::none_of(known.begin(), known.end(), same))
            continue; // its history: nothing used it yet
        faults.add(item("", "tax_rates", i) + ".from", "is " + row.from.text() +
                                                           "; a new rate starts on " +
                                                           today.text() + " at the earliest");
    }
}

} // namespace

void check_published(const CatalogSource& source, const CatalogSource& published, Date today,
                     Faults& faults) {
    for (std::size_t i = 0; i < source.tariffs.size(); ++i) {
        const Tariff& tariff = source.tariffs[i];
        const std::size_t known = position(
            published.tariffs, [&](const auto& other) { return other.code == tariff.code; });
        const bool is_new = known == published.tariffs.size();
        check_versions(tariff, is_new ? nullptr : &published.tariffs[known], item("", "tariffs", i),
                       today, faults);
    }
    for (const Tariff& before : published.tariffs)
        check_tariff(before, source, faults);
    for (const PriceLevel& before : published.levels) {
        const auto same = [&](const auto& known) { return known.code == before.code; };
        if (position(source.levels, same) < source.levels.size()) continue;
        faults.add("levels", "the published level '" + before.code + "' is missing");
    }
    check_rates(source, published, today, faults);
}

} // namespace prorata
