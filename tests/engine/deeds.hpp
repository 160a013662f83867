#pragma once

#include "portal.hpp"

#include <algorithm>
#include <random>

/// What is done in random lives: a deed for every command and every field of it.
namespace deeds {

using namespace portal;

const Date first(2025, 11, 1);
const Date last(2026, 3, 20);

class Dice {
  public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    int below(int limit) { return static_cast<int>(engine_() % static_cast<unsigned>(limit)); }
    bool once_in(int times) { return below(times) == 0; }
    template <class Values>
    const auto& of(const Values& values) {
        return values[static_cast<std::size_t>(below(static_cast<int>(std::size(values))))];
    }

  private:
    std::mt19937 engine_;
};

struct Deed {
    Date day;
    std::string command;
    Arguments arguments;
};

/// A base with days of grace and promises, one whose net stays when the tax changes, one that gives
/// back by days, and longer periods, beside those of the portal.
inline const std::string& catalog_of_lives() {
    static const std::string text = [] {
        CatalogSource all = catalog();
        const Component seat = component("seat");
        const Component disk =
            component("disk", ComponentKind::recurring, ChargeTiming::in_arrears);
        const Component traffic =
            component("traffic", ComponentKind::metered, ChargeTiming::in_arrears);
        auto grace = version({2024, 1, 1}, {seat, disk, traffic}, {"61.99", "21.11", "2.39"});
        grace.grace_days = 5;
        grace.hold_days = 20;
        grace.promise_days = 7;
        grace.promise_interval = 15;
        grace.order_days = 10;
        grace.early_end = EarlyEndPolicy::any_time;
        grace.renewal_discount = 10;
        for (std::size_t i = 0; i < 3; ++i) {
            for (const auto& term : {std::optional<Term>(), std::optional(Term::parse("P3M"))}) {
                grace.prices.push_back({grace.components[i].code, term, Term::parse("P3M"),
                                        Currency::of("RUB"), "", Decimal::parse("150.01")});
            }
        }
        auto net = version({2024, 1, 1}, {seat, traffic}, {"88.88", "3.33"});
        net.keep_net_of = 20;
        net.promise_days = 3;
        net.withdrawal = WithdrawalPolicy{1, 1440, "", 72, RefundPolicy::prorated};
        all.tariffs.push_back({"grace", "p", "Grace", TariffKind::base, {}, {grace}});
        all.tariffs.push_back({"net", "p", "Net", TariffKind::base, {}, {net}});
        for (Tariff& tariff : all.tariffs) {
            if (tariff.kind == TariffKind::extension) {
                tariff.bases.insert(tariff.bases.end(), {"grace", "net"});
            }
        }
        return catalog_json(all);
    }();
    return text;
}

/// What is entered for one account, in the order of entry.
class Plot {
  public:
    /// `alone`: without what depends on money and moments of runs (R1), such as terms.
    Plot(unsigned seed, bool alone) : dice_(seed), alone_(alone) {}

    std::vector<Deed> of(const std::string& account) {
        account_ = account;
        for (int i = 1 + dice_.below(2); i > 0; --i)
            subscription(account + std::to_string(i));
        for (int i = dice_.below(alone_ ? 4 : 7); i > 0; --i)
            pay(std::to_string(i));
        if (dice_.once_in(4)) moved_in();
        if (dice_.once_in(3)) documents();
        if (dice_.once_in(4)) set_terms();
        if (dice_.once_in(8)) people();
        std::stable_sort(deeds_.begin(), deeds_.end(),
                         [](const Deed& a, const Deed& b) { return a.day < b.day; });
        return deeds_;
    }

  private:
    void add(Date day, const std::string& command, const Arguments& arguments) {
        deeds_.push_back({std::min(day, last), command, arguments});
    }
    Date some_day(Date start = first) { return start + dice_.below(last - start); }
    std::string some_payer() { return dice_.once_in(5) ? "p2" : "p1"; }

    /// A day of effect, entered up to 40 days later or some days ahead.
    void change(Date start, const std::string& command, Arguments arguments,
                const std::string& day_field) {
        const Date from = some_day(start);
        const Date entered = std::clamp(from + dice_.below(50) - 10, start, last);
        if (entered != from || dice_.once_in(2)) arguments.emplace_back(day_field, from.text());
        add(entered, command, arguments);
    }
    void subscription(const std::string& key) {
        const Date start = first + dice_.below(40);
        static const std::vector<std::string> tariffs{"back", "crm", "day", "grace", "net"};
        const std::string tariff = dice_.of(tariffs);
        const std::map<std::string, std::string> thirds{{"back", "setup"},
                                                        {"crm", "disk"},
                                                        {"day", "daily"},
                                                        {"grace", "disk"},
                                                        {"net", "seat"}};
        const std::string third = thirds.at(tariff);
        Arguments more{{"quantity.seat", std::to_string(1 + dice_.below(4))}};
        if (third != "seat") more.emplace_back("quantity." + third, std::to_string(dice_.below(3)));
        const bool quarterly = tariff == "grace" && dice_.once_in(4);
        if (quarterly) more.emplace_back("billing_period", "P3M");
        const std::string length = tariff == "back" || quarterly ? "P3M" : "P1M";
        if (!alone_ && dice_.once_in(2)) more.emplace_back("term", length);
        if (dice_.once_in(4)) more.emplace_back("start", (start + dice_.below(20) - 6).text());
        if (dice_.once_in(6)) more.emplace_back("previous", account_ + "1");
        buy(start, purchase(account_, key, tariff, more));
        if (dice_.once_in(2)) {
            buy(start + dice_.below(20),
                purchase(account_, key + "x", dice_.once_in(3) ? "more" : "clip", {{"base", key}}));
        }
        changes(start, key, third);
        if (tariff == "back" || tariff == "net") withdraw(start, key);
        if (dice_.once_in(3)) stop(start, key);
        if (tariff == "crm" || tariff == "grace" || tariff == "net") usage(start, key);
        if (!alone_) orders(start, key);
        if (dice_.once_in(3)) change(start, "end", {{"subscription", key}}, "on");
    }
    void changes(Date start, const std::string& key, const std::string& third) {
        for (int i = dice_.below(5); i > 0; --i) {
            change(start, "set_quantity",
                   {{"subscription", key},
                    {"component", dice_.once_in(2) ? "seat" : third},
                    {"quantity", std::to_string(dice_.below(5))}},
                   "from");
        }
        if (dice_.once_in(4)) {
            change(start, "set_payer", {{"subscription", key}, {"payer", some_payer()}}, "from");
        }
        static const std::vector<std::string> onto{"crm", "day", "grace", "net"};
        if (dice_.once_in(3)) {
            Arguments wish{{"subscription", key}, {"tariff", dice_.of(onto)}};
            if (dice_.once_in(4)) wish.emplace_back("billing_period", "P3M");
            if (!alone_ && dice_.once_in(4)) wish.emplace_back("term", "P1M");
            change(start, "switch_tariff", wish, "from");
        }
    }
    /// The purchase, or seats that were added a day or two before.
    void withdraw(Date start, const std::string& key) {
        if (dice_.once_in(2)) add(start + dice_.below(8), "withdraw", {{"subscription", key}});
        if (dice_.once_in(2)) {
            const Date more = start + 9 + dice_.below(60);
            add(more, "set_quantity",
                {{"subscription", key}, {"component", "seat"}, {"quantity", "7"}});
            add(more + dice_.below(3), "withdraw", {{"subscription", key}, {"component", "seat"}});
        }
    }
    /// At once, or by a quote that is ordered some days later, perhaps too late.
    void buy(Date start, Arguments purchase) {
        if (!dice_.once_in(3)) {
            if (dice_.once_in(4)) {
                purchase.emplace_back("auto_renewal", dice_.once_in(2) ? "yes" : "no");
            }
            if (dice_.once_in(12)) purchase.emplace_back("expected", "99.99 RUB");
            if (dice_.once_in(6)) purchase.emplace_back("used_by", account_);
            add(start, "subscribe", purchase);
            return;
        }
        Arguments quote;
        Arguments order;
        for (const auto& given : purchase) {
            const bool of_order =
                given.first == "account" || given.first == "key" || given.first == "payer";
            if (of_order) order.push_back(given);
            if (given.first == "key") quote.emplace_back("key", "q-" + given.second);
            if (given.first != "key" && given.first != "payer") quote.push_back(given);
            if (given.first == "key") order.emplace_back("quote", "q-" + given.second);
        }
        add(start, "quote", quote);
        add(start + dice_.below(9), "subscribe", order);
    }
    void stop(Date start, const std::string& key) {
        const Date from = start + dice_.below(60);
        const Date entered = std::min(from + dice_.below(20), last);
        static const std::vector<std::string> reasons{"by_client", "by_administrator", "violation"};
        add(entered, "stop",
            {{"subscription", key}, {"reason", dice_.of(reasons)}, {"from", from.text()}});
        add(entered, "resume",
            {{"subscription", key}, {"from", (from + 1 + dice_.below(20)).text()}});
    }
    void usage(Date start, const std::string& key) {
        const int records = dice_.below(5);
        for (int i = 0; i < records; ++i) {
            const Date at = some_day(start);
            Arguments used{{"subscription", key},
                           {"component", "traffic"},
                           {"key", "u" + std::to_string(i)},
                           {"quantity", std::to_string(dice_.below(30))}};
            if (i > 0 && dice_.once_in(4)) used.emplace_back("replaces", "u0");
            used.emplace_back("at", at.text() + "T08:00:00Z");
            add(at + dice_.below(40), "record_usage", used);
        }
    }
    /// What waits for money: given up, promised, renewed by hand, or not renewed at all.
    void orders(Date start, const std::string& key) {
        if (dice_.once_in(4)) {
            add(start + dice_.below(60), "cancel_order", {{"subscription", key}});
        }
        for (int i = dice_.below(8); i > 0; --i) {
            Arguments promise{{"subscription", key}};
            if (dice_.once_in(2)) promise.emplace_back("days", std::to_string(1 + dice_.below(7)));
            add(some_day(start), "promise_payment", promise);
        }
        if (dice_.once_in(4)) add(some_day(start), "renew", {{"subscription", key}});
        for (int i = dice_.below(3); i > 0; --i) {
            add(some_day(start), "set_auto_renewal",
                {{"subscription", key}, {"value", i == 2 ? "no" : "yes"}});
        }
    }
    void pay(const std::string& number) {
        const Date day = some_day();
        Arguments payment{{"account", account_},
                          {"payer", some_payer()},
                          {"seller", "rus"},
                          {"number", account_ + "-" + number},
                          {"amount", std::to_string(50 + dice_.below(400)) + ".0" +
                                         std::to_string(dice_.below(10)) + " RUB"}};
        if (dice_.once_in(3)) payment.emplace_back("paid_on", (day - dice_.below(20)).text());
        add(day, "pay", payment);
    }
    /// A subscription that another portal has billed so far, from its file.
    void moved_in() {
        const Date day = some_day();
        const std::string start = (day - 30 - dice_.below(60)).text();
        const std::string rows = "Customer;Since;Done;Remarks\n" + account_ + ";" + start + ";" +
                                 (day - dice_.below(30)).text() + ";old\n";
        if (dice_.once_in(4)) {
            add(day, "subscribe",
                purchase(account_, account_ + "m", "crm",
                         {{"start", start}, {"billed_through", (day - dice_.below(30)).text()}}));
            return;
        }
        Arguments given{{"file.subs", rows},
                        {"command.subs", "subscribe"},
                        {"column.subs.account", "Customer"},
                        {"column.subs.start", "Since"},
                        {"column.subs.billed_through", "Done"},
                        {"value.subs.key", account_ + "m"},
                        {"value.subs.tariff", dice_.once_in(2) ? "crm" : "grace"},
                        {"value.subs.seller", "rus"},
                        {"value.subs.payer", "p1"},
                        {"ignore.subs.Remarks", "yes"},
                        {"delimiter", ";"},
                        {"until", "2026-04-01T00:00:00Z"}};
        if (dice_.once_in(4)) given.emplace_back("dry_run", "yes");
        if (!alone_ && dice_.once_in(3)) given.emplace_back("value.subs.term", "P1M");
        add(day, "import_rows", given);
    }
    void documents() {
        for (int i = 1 + dice_.below(6); i > 0; --i) {
            Arguments invoice{{"account", account_},
                              {"invoice", std::to_string(1 + dice_.below(9))}};
            if (dice_.once_in(2)) invoice.emplace_back("year", dice_.once_in(3) ? "2025" : "2026");
            add(some_day(), "void_invoice", invoice);
        }
        const Date month = some_day();
        add(month + 1 + dice_.below(70), "close_period",
            {{"seller", "rus"}, {"month", month.text()}});
        Arguments events{{"events", std::to_string(1 + dice_.below(9))}};
        if (dice_.once_in(2)) events.emplace_back("sent", "no");
        add(some_day(), "acknowledge_events", events);
        if (dice_.once_in(4)) add(some_day(), "seal", {});
    }
    void set_terms() {
        static const std::vector<Arguments> all{{{"invoice_day", "10"}},
                                                {{"due_days", "3000"}, {"block_days", "3000"}},
                                                {{"price_level", "partner"}}};
        static const std::vector<Arguments> others{{{"terms", "postpaid"}},
                                                   {{"terms", "credit"}, {"limit", "300.00 RUB"}},
                                                   {{"terms", "prepaid"}}};
        Arguments terms{{"account", account_}};
        const Arguments& more = dice_.of(!alone_ && dice_.once_in(2) ? others : all);
        terms.insert(terms.end(), more.begin(), more.end());
        add(some_day(), "set_terms", terms);
    }
    /// What changes no amount.
    void people() {
        const Arguments payer{{"account", account_}, {"payer", "p2"}};
        const auto with = [&payer](Arguments more) {
            more.insert(more.end(), payer.begin(), payer.end());
            return more;
        };
        add(some_day(), "set_requisites", with({{"requisite.name", "Ann"}}));
        add(some_day(), "erase_person", with({{"retention", dice_.once_in(2) ? "P1M" : "P1Y"}}));
        add(some_day(), "add_contract",
            with({{"seller", "rus"},
                  {"number", account_},
                  {"signed_on", "2025-11-01"},
                  {"ends_on", "2027-11-01"}}));
        add(some_day(), "add_payer",
            {{"account", account_},
             {"code", "p3"},
             {"kind", "individual"},
             {"country", "DE"},
             {"requisite.name", "Bob"}});
        // 10.00, unless the account is a partner, or was renewed.
        const Arguments strict{{"account", account_}, {"tariff", "strict"}, {"seller", "rus"}};
        const auto more = [&strict](Arguments wish) {
            wish.insert(wish.end(), strict.begin(), strict.end());
            return wish;
        };
        add(some_day(), "quote", more({{"previous", account_ + "1"}}));
        add(some_day(), "subscribe",
            more({{"key", account_ + "s"}, {"payer", "p1"}, {"expected", "10.00 RUB"}}));
        add(some_day(), "set_series",
            {{"seller", "rus"}, {"kind", "invoice"}, {"numbers", "S%04d"}, {"year", "2027"}});
        add(some_day(), "run", {{"batch", "2"}, {"workers", "1"}});
    }

    Dice dice_;
    bool alone_;
    std::string account_;
    std::vector<Deed> deeds_;
};

inline void open_accounts(Portal& portal, bool all) {
    portal.begin(catalog_of_lives());
    const auto add = [&portal](const std::string& name, const Arguments& more) {
        portal.add_account(name, more);
        (void)portal.say(
            "2025-01-01", "add_payer",
            {{"account", name}, {"code", "p2"}, {"kind", "individual"}, {"country", "DE"}});
    };
    for (const std::string name : {"post", "late"}) {
        add(name, {{"terms", "postpaid"},
                   {"due_days", "3660"},
                   {"block_days", "3660"},
                   {"invoice_day", name == "post" ? "1" : "31"}});
    }
    for (const char* year : {"2025", "2026"}) {
        (void)portal.say(
            "2025-01-01", "set_series",
            {{"seller", "rus"}, {"kind", "invoice"}, {"numbers", "%d"}, {"year", year}});
    }
    if (!all) return;
    add("pre", {});
    add("cred", {{"terms", "credit"}, {"limit", "900.00 RUB"}});
    add("strict", {{"terms", "postpaid"}, {"price_level", "partner"}, {"parent", "cred"}});
}

/// The deeds of three accounts of all kinds, or of two of one kind, in the order of entry.
inline std::vector<Deed> plot(unsigned seed, bool all) {
    std::vector<std::string> accounts{"post", "late"};
    if (all) {
        accounts.insert(accounts.end(), {"pre", "cred", "strict"});
        const auto first_of_three = static_cast<std::ptrdiff_t>(seed % accounts.size());
        std::rotate(accounts.begin(), accounts.begin() + first_of_three, accounts.end());
        accounts.resize(3);
    }
    std::vector<Deed> deeds;
    for (const auto& account : accounts) {
        const auto more = Plot(seed * 7 + static_cast<unsigned>(deeds.size()), !all).of(account);
        deeds.insert(deeds.end(), more.begin(), more.end());
    }
    std::stable_sort(deeds.begin(), deeds.end(),
                     [](const Deed& a, const Deed& b) { return a.day < b.day; });
    return deeds;
}

/// What the answers of a life depend on the days of runs for (R10, R14).
inline bool concerns_documents(const Deed& deed) {
    return deed.command == "void_invoice" || deed.command == "close_period" ||
           deed.command == "acknowledge_events";
}

} // namespace deeds
