// Commands that make what others need: catalogue, sellers, accounts, payers.

#include "billing/account_billing.hpp"
#include "engine/commands.hpp"
#include "prorata/account/account.hpp"
#include "prorata/account/payer.hpp"
#include "prorata/exchange/catalog_json.hpp"
#include "repository/row_io.hpp"

#include <algorithm>
#include <map>

namespace prorata {

namespace {

/// Writes the numbers that a publication adds to those that the book has.
void write_numbering(Work& work, const Catalog::Numbering& numbers,
                     const Catalog::Numbering& known) {
    for (std::size_t i = known.components.size(); i < numbers.components.size(); ++i) {
        (void)work.draw("component");
        RowWriter{work.insert_batch("component")}(numbers.components[i].second,
                                                  numbers.components[i].first);
    }
    for (std::size_t i = known.offers.size(); i < numbers.offers.size(); ++i) {
        const auto& offer = numbers.offers[i];
        (void)work.draw("offer");
        RowWriter{work.insert_batch("offer")}(offer.id, offer.tariff, offer.valid_from, offer.term,
                                              offer.billing_period, offer.currency, offer.level);
    }
}

template <class Value>
Value parsed(Faults& faults, const char* path, const std::string& text, Value fallback,
             Value (*parse)(const std::string&)) {
    try {
        return parse(text);
    } catch (const Error& error) {
        faults.add(path, error.message());
        return fallback;
    }
}

/// Adds the faults of a check of the domain, under the names that the command's fields have.
template <class Check>
void add_faults(Faults& faults, const Check& check,
                const std::map<std::string, std::string>& names = {}) {
    try {
        check();
    } catch (const Error& error) {
        for (const Fault& fault : error.faults()) {
            const auto found = names.find(fault.path);
            faults.add(found == names.end() ? fault.path : found->second, fault.message);
        }
    }
}

/// What a request says of terms, over those that hold without it.
template <class Request>
CreditTerms terms_of(Faults& faults, const Request& request, const CreditTerms& before) {
    CreditTerms terms = before;
    if (request.terms.given()) {
        const auto named = payment_terms(*request.terms);
        if (!named) {
            faults.add("terms", "is \"" + *request.terms + "\"; give prepaid, credit or postpaid");
        }
        terms.payment =
            named.value_or(request.limit.given() ? PaymentTerms::credit : before.payment);
        if (terms.payment != PaymentTerms::credit) terms.limit.reset();
    }
    if (request.limit.given()) terms.limit = *request.limit;
    terms.days.due_after = request.due_days.value_or(before.days.due_after);
    terms.days.block_after = request.block_days.value_or(before.days.block_after);
    return terms;
}

/// Faults of an account's terms, price level and invoice day, under the names of the fields.
void check_account(Session& session, Faults& faults, const Account& account, int invoice_day) {
    try {
        (void)session.book().catalog().level_percent(account.price_level);
    } catch (const Error& error) {
        faults.add("price_level", error.message());
    }
    add_faults(faults, [&account] { require_valid(account); },
               {{"terms.limit", "limit"},
                {"terms.days.due_after", "due_days"},
                {"terms.days.block_after", "block_days"}});
    if (invoice_day < 1 || invoice_day > 31) {
        faults.add("invoice_day", "is " + std::to_string(invoice_day) + "; give 1 to 31");
    }
}

std::optional<std::int64_t> minor(const std::optional<Money>& money) {
    return money ? std::optional(money->minor()) : std::nullopt;
}

/// Nothing is owed and nothing waits for money: how it is paid can change.
bool settled(const AccountFile& file) {
    const auto owed = [](const auto& known) { return known.row.unpaid != 0; };
    const auto waits = [](const auto& order) { return order.row.waits(); };
    return std::none_of(file.receivables.begin(), file.receivables.end(), owed) &&
           std::none_of(file.orders.begin(), file.orders.end(), waits);
}

/// A currency that the book did not use before gets its row, by which views show amounts.
void use_currency(Session& session, Currency currency) {
    storage::RowBatch known(Book::table("currency"));
    const storage::Cell key(currency.code());
    if (session.book().storage().get({&key, 1}, known)) return;
    RowWriter{session.work.insert_batch("currency")}(currency, currency.digits());
}

} // namespace

Outcome<Answer> carry_out(Session& session, const Publish& request) {
    const CatalogSource source = parse_catalog(*request.catalog);
    Book& book = session.book();
    const Date today = session.context.at.utc_date();
    require_publishable(source, book.catalog().source(), today);
    const auto numbers = Catalog::number(source, book.numbering());
    write_numbering(session.work, numbers, book.numbering());
    const std::int64_t epoch = session.work.draw("publication");
    RowWriter{session.work.insert_batch("publication")}(epoch, catalog_json(source),
                                                        session.context.at, session.context.actor);
    return Answer{
        {{"epoch", std::to_string(epoch)}, {"offers", std::to_string(numbers.offers.size())}}};
}

Outcome<Answer> carry_out(Session& session, const AddSeller& request) {
    const auto& sellers = session.book().sellers();
    if (std::any_of(sellers.begin(), sellers.end(),
                    [&](const auto& known) { return known.code == *request.code; })) {
        throw Error(ErrorCode::already_exists, "there is a seller \"" + *request.code + "\"",
                    {{"code", "is taken"}});
    }
    Faults faults;
    (void)parsed<std::string>(faults, "zone", *request.zone, "",
                              [](const std::string& name) { return (void)Zone::of(name), name; });
    if ((*request.country).size() != 2) {
        faults.add("country", "is \"" + *request.country + "\"; give an ISO 3166 code such as RU");
    }
    faults.raise_if_any("the seller was refused");
    const SellerId id(session.work.draw("seller"));
    session.work.insert(SellerRecord{id, 1, *request.code, *request.name, *request.country,
                                     *request.zone, std::nullopt});
    return Answer{{{"seller", *request.code}}};
}

Outcome<Answer> carry_out(Session& session, const AddAccount& request) {
    Faults faults;
    const auto currency =
        parsed<Currency>(faults, "currency", *request.currency, Currency::of("RUB"),
                         [](const std::string& code) { return Currency::of(code); });
    const Zone zone = parsed<Zone>(faults, "zone", *request.zone, Zone::utc(),
                                   [](const std::string& name) { return Zone::of(name); });
    const CreditTerms terms = terms_of(faults, request, CreditTerms{});
    const int day = request.invoice_day.value_or(1);
    const AccountId id(session.work.draw("account"));
    std::optional<AccountId> parent;
    if (request.parent.given()) parent = session.book().account_id(*request.parent);
    const Account account{
        id, *request.number, parent, currency, zone, request.price_level.value_or(""), terms, {}};
    check_account(session, faults, account, day);
    faults.raise_if_any("the account was refused");
    if (session.book().find_account(*request.number)) {
        throw Error(ErrorCode::already_exists, "there is an account \"" + *request.number + "\"",
                    {{"number", "is taken"}});
    }
    use_currency(session, currency);
    session.work.insert(AccountRecord{
        id, 1, *request.number, parent, currency, *request.zone, account.price_level, terms.payment,
        minor(terms.limit), terms.days.due_after, terms.days.block_after, day, std::nullopt});
    return Answer{{{"account", *request.number}}};
}

/// What was bought, issued or decided stays as it was decided (R58).
Outcome<Answer> carry_out(Session& session, const SetTerms& request) {
    AccountFile file = session.book().account(session.book().account_id(*request.account));
    AccountRecord& row = file.account;
    CreditTerms before;
    before.payment = row.terms;
    if (row.credit_limit) before.limit = Money(*row.credit_limit, row.currency);
    before.days.due_after = row.due_days;
    before.days.block_after = row.block_days;
    Faults faults;
    const CreditTerms terms = terms_of(faults, request, before);
    row.price_level = request.price_level.value_or(row.price_level);
    row.invoice_day = request.invoice_day.value_or(row.invoice_day);
    check_account(session, faults,
                  Account{row.id,
                          row.number,
                          row.parent,
                          row.currency,
                          session.book().zone(row.zone),
                          row.price_level,
                          terms,
                          {}},
                  row.invoice_day);
    faults.raise_if_any("the terms were refused");
    if (terms.payment != row.terms && !settled(file)) {
        return Decline{DeclineCode::unsettled,
                       "something is owed or waits for money; settle that before the account pays "
                       "in another way"};
    }
    row.terms = terms.payment;
    row.credit_limit = minor(terms.limit);
    row.due_days = terms.days.due_after;
    row.block_days = terms.days.block_after;
    AccountBilling billing(session.work, file, session.context.at, 0);
    billing.settle_command();
    session.work.update(row);
    return Answer{{{"account", row.number}}};
}

} // namespace prorata
