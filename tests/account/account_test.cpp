#include "prorata/account/account.hpp"

#include "account/paths.hpp"

using namespace prorata;

namespace {

Account partner() {
    return {AccountId(7), "P-0007", AccountId(1), Currency::of("RUB"), Zone::of("Asia/Almaty"), "",
            {},           {}};
}

std::vector<std::string> faults(const Account& account) {
    return fault_paths([&] { require_valid(account); });
}

} // namespace

TEST_CASE("an account that is right in form is taken") {
    Account account = partner();
    CHECK(faults(account).empty());
    account.parent.reset();
    account.price_level = "gold";
    account.terms = {PaymentTerms::credit, Money::parse("1000.00 RUB"), {}};
    CHECK(faults(account).empty());
}

TEST_CASE("an account is refused with all its faults") {
    Account account = partner();
    account.number = "";
    account.parent = account.id;
    account.price_level = "a\nb";
    account.terms = {PaymentTerms::credit, Money::parse("1000.00 KZT"), {}};
    account.seller_terms.emplace(SellerId(3), CreditTerms{PaymentTerms::credit, {}, {14, 0, 3, 5}});
    CHECK(faults(account) == std::vector<std::string>{"number", "parent", "price_level",
                                                      "seller_terms.3.days.block_after",
                                                      "seller_terms.3.limit", "terms.limit"});
}

TEST_CASE("an account may have other terms with one seller") {
    Account account = partner();
    account.seller_terms.emplace(SellerId(3), CreditTerms{PaymentTerms::postpaid, {}, {}});
    CHECK(terms_with(account, SellerId(2)).payment == PaymentTerms::prepaid);
    CHECK(terms_with(account, SellerId(3)).payment == PaymentTerms::postpaid);
}
