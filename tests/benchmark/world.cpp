#include "world.hpp"

#include "prorata/catalog/tariff.hpp"
#include "prorata/engine/engine.hpp"
#include "prorata/exchange/catalog_json.hpp"
#include "prorata/storage/forwarding.hpp"
#include "repository/book.hpp"
#include "repository/work.hpp"

#include <memory>
#include <numeric>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace benchmark {

namespace storage = prorata::storage;
using prorata::AccountId;
using prorata::AccountRecord;
using prorata::Anchor;
using prorata::Book;
using prorata::Catalog;
using prorata::CatalogSource;
using prorata::Change;
using prorata::ChangeKind;
using prorata::ChangeRecord;
using prorata::ChargeTiming;
using prorata::Component;
using prorata::Currency;
using prorata::CycleKind;
using prorata::Date;
using prorata::Decimal;
using prorata::Engine;
using prorata::Instant;
using prorata::LegalForm;
using prorata::OfferId;
using prorata::PayerId;
using prorata::PayerRecord;
using prorata::PaymentTerms;
using prorata::SellerId;
using prorata::Subscription;
using prorata::SubscriptionId;
using prorata::SubscriptionState;
using prorata::Tariff;
using prorata::TariffKind;
using prorata::TariffVersion;
using prorata::Term;
using prorata::TermUnit;
using prorata::Work;

namespace {

constexpr std::int64_t base_tariffs = 40;
constexpr std::int64_t tariffs = 50;
constexpr std::int64_t in_account = 10;
constexpr std::int64_t extensions = 3; // the last ones of every account
constexpr std::int64_t accounts_a_commit = 500;

/// An even hash: what subscription n is like depends on n alone (splitmix64).
std::int64_t pick(std::int64_t n, std::uint64_t salt, std::uint64_t below) {
    std::uint64_t x = static_cast<std::uint64_t>(n) * 0x9E3779B97F4A7C15U + salt;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return static_cast<std::int64_t>((x ^ (x >> 31)) % below);
}

Instant now() {
    return Instant::parse("2026-01-01T00:00:00Z");
}

Tariff tariff(std::int64_t number) {
    const Term month(1, TermUnit::month);
    Component seat;
    seat.code = "seat";
    seat.timing = ChargeTiming::in_arrears;
    seat.unit = "seat";
    TariffVersion version{Date(2026, 1, 1), {seat}, {}};
    version.prices.push_back(
        {"seat", std::nullopt, month, Currency::of("RUB"), "", Decimal(10'000 + 137 * number, 2)});
    version.cycle = CycleKind::calendar;
    Tariff made;
    made.code = "t" + std::to_string(number);
    made.product = "p";
    made.versions = {version};
    if (number > base_tariffs) {
        made.kind = TariffKind::extension;
        for (std::int64_t base = 1; base <= base_tariffs; ++base)
            made.bases.push_back("t" + std::to_string(base));
    }
    return made;
}

void publish(storage::Storage& storage) {
    CatalogSource source;
    source.products = {{"p", "Product"}};
    source.tax_rates = {{"RU", "standard", Date(2019, 1, 1), Decimal(20)}};
    for (std::int64_t number = 1; number <= tariffs; ++number)
        source.tariffs.push_back(tariff(number));
    Engine engine(std::make_unique<storage::ForwardingStorage>(storage));
    (void)engine.perform({now(), "benchmark", "publish"}, "publish",
                         {{"catalog", prorata::catalog_json(source)}});
    (void)engine.perform(
        {now(), "benchmark", "seller"}, "add_seller",
        {{"code", "seller"}, {"name", "Seller"}, {"country", "RU"}, {"zone", "Europe/Moscow"}});
}

std::vector<std::int64_t> shuffled_ids(std::int64_t count) {
    std::vector<std::int64_t> ids(static_cast<std::size_t>(count));
    std::iota(ids.begin(), ids.end(), 1);
    std::mt19937_64 random(2026);
    for (std::size_t i = ids.size(); i > 1; --i) // not std::shuffle, which differs by library
        std::swap(ids[i - 1], ids[random() % i]);
    return ids;
}

AccountRecord account(std::int64_t id) {
    return {AccountId(id),
            1,
            "A" + std::to_string(id),
            std::nullopt,
            Currency::of("RUB"),
            "Europe/Moscow",
            "",
            PaymentTerms::postpaid,
            std::nullopt,
            3660,
            3660,
            1,
            first_of(1)};
}

/// Adds one account with its payer and subscriptions.
void add_account(Work& work, std::int64_t id, const std::vector<std::int64_t>& ids) {
    const AccountId owner(work.draw("account"));
    const PayerId payer(work.draw("payer"));
    work.insert(account(id));
    work.insert(PayerRecord{owner, payer, 1, "main", LegalForm::legal_entity, "RU"});
    const Catalog& catalog = work.book().catalog();
    for (std::int64_t k = 0; k < in_account; ++k) {
        const std::int64_t n = (id - 1) * in_account + k;
        const bool extension = k >= in_account - extensions;
        std::optional<SubscriptionId> base;
        if (extension) base = SubscriptionId(ids[static_cast<std::size_t>(n - 5)]);
        const Subscription sold{owner,
                                SubscriptionId(ids[static_cast<std::size_t>(n)]),
                                owner,
                                SellerId(1),
                                base,
                                "S" + std::to_string(n),
                                SubscriptionState::active,
                                true,
                                std::nullopt,
                                first_of(0)};
        work.insert(sold);
        const std::int64_t number = extension
                                        ? base_tariffs + 1 + pick(n, 1, tariffs - base_tariffs)
                                        : 1 + pick(n, 1, base_tariffs);
        Change started{2 * k + 1, ChangeKind::started, first_of(0), OfferId(number)};
        started.anchor = Anchor(first_of(0));
        started.payer = payer;
        work.insert(ChangeRecord{owner, sold.id, started, now()});
        Change quantity{2 * k + 2, ChangeKind::quantity, first_of(0)};
        quantity.component = catalog.component("seat");
        quantity.quantity = 1 + pick(n, 2, 7);
        work.insert(ChangeRecord{owner, sold.id, quantity, now()});
    }
}

void commit(Work& work) {
    if (!work.commit()) throw std::runtime_error("the world could not be written");
}

} // namespace

Date first_of(int month) {
    return {2026 + month / 12, month % 12 + 1, 1};
}

void create_world(storage::Storage& storage, std::int64_t subscriptions) {
    publish(storage);
    Book book(storage, prorata::parse_catalog);
    const auto ids = shuffled_ids(subscriptions);
    const std::int64_t accounts = subscriptions / in_account;
    for (std::int64_t first = 1; first <= accounts; first += accounts_a_commit) {
        Work work(book);
        if (first == 1) (void)work.draw("subscription", subscriptions);
        for (std::int64_t id = first; id < first + accounts_a_commit && id <= accounts; ++id)
            add_account(work, id, ids);
        commit(work);
    }
}

void change_quantities(storage::Storage& storage, std::int64_t subscriptions, int month) {
    Book book(storage, prorata::parse_catalog);
    const auto ids = shuffled_ids(subscriptions);
    const std::int64_t accounts = subscriptions / in_account;
    for (std::int64_t first = 1; first <= accounts; first += accounts_a_commit) {
        Work work(book);
        for (std::int64_t id = first; id < first + accounts_a_commit && id <= accounts; ++id) {
            const std::int64_t k = (id + month) % in_account;
            const std::int64_t n = (id - 1) * in_account + k;
            Change change{100 + month, ChangeKind::quantity,
                          first_of(month) + static_cast<int>(1 + pick(n, 3, 26))};
            change.component = book.catalog().component("seat");
            change.quantity = 8 + month; // never what it was
            work.insert(ChangeRecord{
                AccountId(id), SubscriptionId(ids[static_cast<std::size_t>(n)]), change, now()});
        }
        commit(work);
    }
}

} // namespace benchmark
