#pragma once

#include "prorata/engine/engine.hpp"
#include "prorata/exchange/catalog_json.hpp"
#include "prorata/storage/memory.hpp"
#include "repository/schema.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace portal {

using namespace prorata;

inline Component component(const std::string& code, ComponentKind kind = ComponentKind::recurring,
                           ChargeTiming timing = ChargeTiming::in_advance) {
    Component part;
    part.code = code;
    part.title = code;
    part.kind = kind;
    part.timing = timing;
    if (kind == ComponentKind::recurring) part.most = 1000;
    return part;
}

inline TariffVersion version(Date from, std::vector<Component> components,
                             const std::vector<std::string>& amounts) {
    TariffVersion made{from, std::move(components), {}};
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        for (const auto& term : {std::optional<Term>(), std::optional(Term::parse("P1M"))}) {
            made.prices.push_back({made.components[i].code, term, Term::parse("P1M"),
                                   Currency::of("RUB"), "", Decimal::parse(amounts[i])});
        }
    }
    return made;
}

/// Two bases, one of them with daily charges below a kopeck, two extensions, a price that rises.
inline CatalogSource catalog() {
    Component daily = component("daily", ComponentKind::recurring, ChargeTiming::in_arrears);
    daily.charge_every = Term::parse("P1D");
    daily.rounding = Rounding{RoundingMode::truncate, 4};
    const Component seat = component("seat");
    const Component disk = component("disk", ComponentKind::recurring, ChargeTiming::in_arrears);
    const Component traffic =
        component("traffic", ComponentKind::metered, ChargeTiming::in_arrears);
    auto first = version({2024, 1, 1}, {seat, disk, traffic}, {"99.99", "33.33", "1.37"});
    first.promise_days = 7;
    auto second = version({2026, 2, 1}, {seat, disk, traffic}, {"123.45", "40.01", "1.41"});
    auto other = version({2024, 1, 1}, {seat, daily}, {"77.77", "10.01"});
    other.tax = TaxScheme::exclusive;
    auto strict = version({2024, 1, 1}, {component("fixed")}, {"10"});
    strict.may_change_quantity = false;
    strict.may_stop = false;
    auto more = version({2024, 1, 1}, {component("more")}, {"12.34"});
    auto clipped = more;
    clipped.overrun = OverrunPolicy::clip;
    auto back = version({2024, 1, 1}, {seat, component("setup", ComponentKind::one_off)},
                        {"55.55", "5.55"});
    for (const char* code : {"seat", "setup"}) {
        back.prices.push_back({code, Term::parse("P3M"), Term::parse("P1M"), Currency::of("RUB"),
                               "", Decimal::parse("51.51")});
    }
    back.withdrawal = WithdrawalPolicy{3, 1440, "Europe/Moscow", {}};
    back.early_end = EarlyEndPolicy::charge_outstanding;
    const std::vector<std::string> bases{"crm", "day"};
    return {{{"p", "P"}},
            {{"partner", 30}},
            {{"crm", "p", "CRM", TariffKind::base, {}, {first, second}},
             {"day", "p", "Daily", TariffKind::base, {}, {other}},
             {"back", "p", "Back", TariffKind::base, {}, {back}},
             {"strict", "p", "Strict", TariffKind::base, {}, {strict}},
             {"more", "p", "More", TariffKind::extension, bases, {more}},
             {"clip", "p", "Clip", TariffKind::extension, bases, {clipped}}},
            {{"RU", "standard", {2019, 1, 1}, Decimal(20)},
             {"RU", "standard", {2026, 1, 1}, Decimal(22)}}};
}

inline const std::string& catalog_text() {
    static const std::string text = catalog_json(catalog());
    return text;
}

inline Instant morning(const std::string& day) {
    return Instant::parse(day + "T09:00:00Z");
}

/// The rows of a table as the storage holds them.
class Sheet {
  public:
    Sheet(Engine& engine, std::string_view table) : batch_(book_schema().table(table)) {
        engine.storage().read({&batch_.table()}, batch_);
    }
    [[nodiscard]] std::size_t rows() const { return batch_.rows(); }
    [[nodiscard]] bool null(std::size_t row, std::string_view column) const {
        return batch_.at(row, batch_.table().column(column)).is_null();
    }
    [[nodiscard]] std::int64_t at(std::size_t row, std::string_view column) const {
        const auto& cell = batch_.at(row, batch_.table().column(column));
        return cell.is_null() ? -1 : cell.integer;
    }
    [[nodiscard]] std::string text() const {
        std::string all;
        for (std::size_t row = 0; row < batch_.rows(); ++row) {
            for (const auto& cell : batch_.row(row)) {
                if (cell.is_null())
                    all += "null";
                else if (cell.kind == storage::CellKind::integer)
                    all += std::to_string(cell.integer);
                else
                    all += '"' + std::string(cell.view()) + '"';
                all += '|';
            }
            all += '\n';
        }
        return all;
    }

  private:
    storage::RowBatch batch_;
};

/// Every table by its name, row by row, ids included: more than natural keys ask for.
inline std::map<std::string, std::string> digests(Engine& engine) {
    std::map<std::string, std::string> all;
    for (const auto& table : book_schema().tables())
        all[table.name] = Sheet(engine, table.name).text();
    return all;
}

/// Names of the tables in which two books differ.
inline std::vector<std::string> differences(const std::map<std::string, std::string>& left,
                                            const std::map<std::string, std::string>& right) {
    std::vector<std::string> names;
    for (const auto& [name, rows] : left) {
        if (right.at(name) != rows) names.push_back(name);
    }
    return names;
}

/// What a query must be given, of an account and a subscription that are there.
inline Arguments required_of(const QueryDescription& query, const std::string& account,
                             const std::string& subscription) {
    const std::map<std::string_view, std::string> known{
        {"account", account}, {"subscription", subscription}, {"charge", "1"}, {"currency", "RUB"},
        {"document", "1"},    {"family", "invoice"}};
    Arguments arguments;
    for (const FieldDescription& field : query.arguments) {
        if (field.need == FieldNeed::required)
            arguments.emplace_back(field.name, known.at(field.name));
    }
    return arguments;
}

inline Arguments purchase(const std::string& account, const std::string& key,
                          const std::string& tariff, const Arguments& more = {}) {
    Arguments all{
        {"account", account}, {"key", key}, {"tariff", tariff}, {"seller", "rus"}, {"payer", "p1"}};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

/// A book with a seller; the key of each command is its number.
class Portal {
  public:
    explicit Portal(
        std::unique_ptr<storage::Storage> storage = std::make_unique<storage::MemoryStorage>())
        : engine(std::move(storage)) {}
    explicit Portal(Engine on) : engine(std::move(on)) {}

    void begin(const std::string& catalog = catalog_text()) {
        (void)say("2023-12-01", "publish", {{"catalog", catalog}});
        (void)say("2025-01-01", "add_seller",
                  {{"code", "rus"}, {"name", "Rus"}, {"country", "RU"}, {"zone", "Europe/Moscow"}});
    }
    void add_account(const std::string& number, Arguments more) {
        Arguments account{{"number", number}, {"currency", "RUB"}, {"zone", "Europe/Moscow"}};
        account.insert(account.end(), more.begin(), more.end());
        (void)say("2025-01-01", "add_account", account);
        (void)say("2025-01-01", "add_payer",
                  {{"account", number}, {"code", "p1"}, {"kind", "individual"}, {"country", "RU"}});
    }
    /// Accounts a1, a2, ... of several kinds, each with a subscription of its name since November.
    void add_customers(int customers) {
        for (int i = 1; i <= customers; ++i) {
            const std::string name = "a" + std::to_string(i);
            add_account(name, {{"terms", i % 3 == 0 ? "prepaid" : "postpaid"}});
            (void)say("2025-11-01", "subscribe",
                      purchase(name, name, i % 2 == 0 ? "crm" : "day",
                               {{"quantity.seat", std::to_string(1 + i % 5)}}));
            if (i % 3 == 0) {
                (void)say("2025-11-02", "pay",
                          {{"account", name},
                           {"payer", "p1"},
                           {"seller", "rus"},
                           {"number", name},
                           {"amount", "700.00 RUB"}});
            }
            if (i % 7 == 0) {
                (void)say("2025-11-05", "set_quantity",
                          {{"subscription", name}, {"component", "seat"}, {"quantity", "7"}});
            }
        }
    }
    Outcome<Answer> say(const std::string& day, const std::string& command,
                        const Arguments& arguments) {
        return engine.perform({morning(day), "test", "k" + std::to_string(++count)}, command,
                              arguments);
    }
    RunReport run(const std::string& day, int batch = 500, int workers = 1) {
        return engine.run(morning(day), {{}, workers, batch});
    }

    Engine engine;
    int count = 0;
};

} // namespace portal
