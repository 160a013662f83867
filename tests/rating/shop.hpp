#pragma once

#include "prorata/money/amount.hpp"
#include "prorata/rating/reconcile.hpp"

#include <string>
#include <vector>

namespace sample {

using namespace prorata;

inline Component seats() {
    Component component;
    component.code = "seat";
    component.title = "Seat";
    return component;
}

inline Tariff tariff(const std::string& code, std::vector<Component> components,
                     std::vector<std::string> amounts, TaxScheme scheme = TaxScheme::inclusive,
                     const std::string& period = "P1M") {
    TariffVersion version{{2020, 1, 1}, std::move(components), {}, scheme};
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        version.prices.push_back({version.components[i].code, std::nullopt, Term::parse(period),
                                  Currency::of("RUB"), "", Decimal::parse(amounts[i])});
    }
    return {code, "product", code, TariffKind::base, {}, {version}};
}

/// A published catalogue, taxes and discounts: everything that rating looks at.
struct Shop {
    explicit Shop(std::vector<Tariff> tariffs)
        : source{{{"product", "Product"}},
                 {},
                 std::move(tariffs),
                 {{"RU", "standard", {2019, 1, 1}, Decimal(20)},
                  {"RU", "standard", {2026, 1, 1}, Decimal(22)}}},
          catalog(source, Catalog::number(source, {})), taxes(source.tax_rates) {}

    [[nodiscard]] RatingContext context() const { return {catalog, taxes, discounts}; }
    [[nodiscard]] OfferId offer(const std::string& code, Date day = {2024, 1, 1}) const {
        const Tariff& sold = catalog.tariff(code);
        const Price& price = sold.versions.front().prices.front();
        return catalog.find(sold, day, price.term, price.billing_period, price.currency, "")->id;
    }
    [[nodiscard]] ComponentId component(const std::string& code) const {
        return catalog.component(code);
    }

    CatalogSource source;
    Catalog catalog;
    TaxTable taxes;
    DiscountBook discounts;
};

/// A subscription as its changes, entered one after the other.
struct Life {
    explicit Life(const Shop& sold) : shop(&sold) {}

    Life& start(Date day, const std::string& tariff, Decimal quantity = 1) {
        const Offer& offer = shop->catalog.offer(shop->offer(tariff));
        Change change{next++, ChangeKind::started, day, offer.id};
        change.anchor = Anchor(day);
        change.payer = PayerId(1);
        changes.push_back(change);
        return set(day, offer.version->components.front().code, quantity);
    }
    Life& set(Date day, const std::string& component, Decimal quantity) {
        Change change{next++, ChangeKind::quantity, day};
        change.component = shop->component(component);
        change.quantity = quantity;
        changes.push_back(change);
        return *this;
    }
    Life& simple(ChangeKind kind, Date day) {
        changes.push_back({next++, kind, day});
        return *this;
    }
    Life& switch_to(Date day, const std::string& tariff) {
        changes.push_back({next++, ChangeKind::switched, day, shop->offer(tariff)});
        return *this;
    }

    [[nodiscard]] Timeline timeline() const { return {shop->catalog, changes, std::nullopt}; }
    /// Everything due up to and including that day.
    [[nodiscard]] std::vector<Part> desired(Date as_of) const {
        return desired_parts(shop->context(), timeline(), "RU", usage,
                             {{1900, 1, 1}, as_of + 1, Date(1900, 1, 1)});
    }
    /// Runs on that day: what it adds to the recorded lines.
    std::vector<Charge> run(Date as_of) {
        const auto lines = reconcile(shop->context(), desired(as_of), recorded);
        recorded.insert(recorded.end(), lines.begin(), lines.end());
        bookings.resize(recorded.size(), ++runs);
        return lines;
    }

    const Shop* shop;
    std::int64_t next = 1;
    std::vector<Change> changes;
    std::vector<UsageRecord> usage;
    std::vector<Charge> recorded;
    std::vector<std::int64_t> bookings; ///< Of each recorded line: the run that wrote it.
    std::int64_t runs = 0;
};

inline std::string rub(std::int64_t units) {
    return Amount(units, Currency::of("RUB")).text();
}

/// "-1 2026-01-11 2026-02-01 21/31 -203.23 RUB tax -36.65 RUB"
inline std::string text(const Charge& charge) {
    return std::to_string(charge.sign) + " " + charge.days.start().text() + " " +
           charge.days.end().text() + " " + std::to_string(charge.share.n) + "/" +
           std::to_string(charge.share.d) + " " + rub(charge.amount) + " tax " + rub(charge.tax);
}

inline std::vector<std::string> texts(const std::vector<Charge>& charges) {
    std::vector<std::string> lines;
    for (const Charge& charge : charges)
        lines.push_back(text(charge));
    return lines;
}

} // namespace sample
