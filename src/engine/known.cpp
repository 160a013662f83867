#include "engine/known.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace prorata {

namespace {

/// What a field's value must be the name of.
struct Reference {
    std::string_view field;
    void (*find)(Book& book, const std::string& name); ///< Errors: Error{not_found}.
};

void find_account(Book& book, const std::string& name) {
    (void)book.account_id(name);
}
void find_subscription(Book& book, const std::string& name) {
    (void)book.subscription_id(name);
}
void find_seller(Book& book, const std::string& name) {
    (void)book.seller(name);
}
void find_tariff(Book& book, const std::string& name) {
    (void)book.catalog().tariff(name);
}
void find_component(Book& book, const std::string& name) {
    (void)book.catalog().component(name);
}

void find_quote(Book& book, const std::string& name) {
    if (book.find_quote(name)) return;
    throw Error(ErrorCode::not_found, "there is no quote \"" + name + "\"");
}

constexpr std::array<Reference, 10> references{{{"account", find_account},
                                                {"parent", find_account},
                                                {"used_by", find_account},
                                                {"subscription", find_subscription},
                                                {"base", find_subscription},
                                                {"previous", find_subscription},
                                                {"seller", find_seller},
                                                {"tariff", find_tariff},
                                                {"component", find_component},
                                                {"quote", find_quote}}};

void check(Faults& faults, std::string_view field, const std::function<void()>& find) {
    try {
        find();
    } catch (const Error& error) {
        if (error.code() != ErrorCode::not_found) throw;
        faults.add(std::string(field), error.message());
    }
}

} // namespace

void require_known(Book& book, const NamedFields& fields) {
    (void)book.refresh();
    Faults faults;
    std::string account;
    std::string payer;
    for (const auto& [field, name] : fields) {
        if (field == "account") account = name;
        if (field == "payer") payer = name;
        const auto* const reference = std::find_if(
            references.begin(), references.end(),
            [&wanted = field](const Reference& known) { return known.field == wanted; });
        if (reference == references.end()) continue;
        check(faults, field, [&book, reference, &wanted = name] { reference->find(book, wanted); });
    }
    if (!payer.empty() && book.find_account(account)) {
        check(faults, "payer", [&] { (void)book.account(book.account_id(account)).payer(payer); });
    }
    faults.raise_if_any("the command names what is not there", ErrorCode::not_found);
}

std::optional<AccountId> account_in(Book& book, const NamedFields& fields) {
    for (const auto& [field, name] : fields) {
        if (field == "account") return book.find_account(name);
        if (field != "subscription") continue;
        if (const auto found = book.find_subscription(name)) return found->first;
    }
    return std::nullopt;
}

} // namespace prorata
