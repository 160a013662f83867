#include "prorata/account/account.hpp"

#include "account/checks.hpp"

namespace prorata {

namespace {

void check_terms(const CreditTerms& terms, Currency currency, const std::string& path,
                 Faults& faults) {
    try {
        require_valid(terms);
    } catch (const Error& error) {
        for (const Fault& fault : error.faults())
            faults.add(path + "." + fault.path, fault.message);
    }
    if (terms.limit && terms.limit->currency() != currency) {
        faults.add(path + ".limit", "is in " + std::string(terms.limit->currency().code()) +
                                        "; the account is in " + std::string(currency.code()));
    }
}

} // namespace

const CreditTerms& terms_with(const Account& account, SellerId seller) {
    const auto found = account.seller_terms.find(seller);
    return found == account.seller_terms.end() ? account.terms : found->second;
}

void require_valid(const Account& account) {
    Faults faults;
    require_label(account.number, "number", faults);
    if (account.parent == account.id) {
        faults.add("parent", "is the account itself; give its partner or nothing");
    }
    if (!account.price_level.empty()) require_label(account.price_level, "price_level", faults);
    check_terms(account.terms, account.currency, "terms", faults);
    for (const auto& [seller, terms] : account.seller_terms) {
        check_terms(terms, account.currency, "seller_terms." + std::to_string(seller.value()),
                    faults);
    }
    faults.raise_if_any("the account was refused");
}

} // namespace prorata
