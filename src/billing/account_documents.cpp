// What all documents of an account share: groups, rests, numbers, lines.

#include "billing/account_documents.hpp"

#include "money/int128.hpp"
#include "prorata/document/series.hpp"

#include <algorithm>
#include <string>

namespace prorata {

namespace {

constexpr std::int64_t minor = 10'000; // units of Amount in one minor unit

} // namespace

std::vector<AccountDocuments::Group>
AccountDocuments::groups(bool (*wanted)(const ReceivableRecord&, Date), Date day) {
    std::vector<Group> groups;
    for (auto& owed : file_.receivables) {
        if (!wanted(owed.row, day)) continue;
        const auto same = [&owed](const Group& group) {
            const ReceivableRecord& row = group.front()->row;
            return row.payer == owed.row.payer && row.seller == owed.row.seller;
        };
        const auto group = std::find_if(groups.begin(), groups.end(), same);
        group == groups.end() ? groups.push_back({&owed}) : group->push_back(&owed);
    }
    for (Group& group : groups) {
        std::sort(group.begin(), group.end(), [](const auto* left, const auto* right) {
            return left->row.first_charge < right->row.first_charge;
        });
    }
    return groups;
}

std::vector<Rest> AccountDocuments::rests(Family family, PayerId payer, SellerId seller) const {
    std::vector<Rest> found;
    for (const auto& [row, state] : file_.carries) {
        if (row.family == family && row.payer == payer && row.seller == seller) {
            found.push_back({row.rate, row.scheme, row.rest});
        }
    }
    return found;
}

void AccountDocuments::keep(Family family, PayerId payer, SellerId seller,
                            const std::vector<Rest>& rests) {
    for (const Rest& rest : rests) {
        const auto carry =
            std::find_if(file_.carries.begin(), file_.carries.end(), [&](const auto& known) {
                return known.row.family == family && known.row.payer == payer &&
                       known.row.seller == seller && known.row.rate == rest.rate &&
                       known.row.scheme == rest.scheme;
            });
        if (carry != file_.carries.end()) {
            if (carry->row.rest != rest.units) carry->edit().rest = rest.units;
        } else if (rest.units != 0) {
            file_.carries.push_back({{file_.account.id, payer, seller, family, rest.rate,
                                      rest.scheme, 1, file_.account.currency, rest.units},
                                     RowState::fresh});
        }
    }
}

std::optional<AccountDocuments::Content> AccountDocuments::as_charged(Family family,
                                                                      const Group& group) const {
    const std::vector<Rest> carried =
        rests(family, group.front()->row.payer, group.front()->row.seller);
    const auto rounded = [](const Rest& rest) { return rest.units == 0; };
    if (!std::all_of(carried.begin(), carried.end(), rounded)) return std::nullopt;
    Content content;
    content.first_charge = group.front()->row.first_charge;
    for (const auto* owed : group) {
        const ReceivableRecord& row = owed->row;
        const Int128 next = Int128{*content.first_charge} + content.charges;
        const bool follows = row.first_charge == next;
        if (!follows || row.correction || row.total % minor != 0) return std::nullopt;
        content.charges = storable(Int128{content.charges} + row.charges, "the charges");
        content.amount = storable(Int128{content.amount} + row.total, "a document");
        content.total = storable(Int128{content.total} + row.total / minor, "a document");
        content.tax = storable(Int128{content.tax} + row.tax / minor, "a document");
    }
    return content;
}

DocumentRecord AccountDocuments::document(DocumentKind kind, const ReceivableRecord& like,
                                          Date issued_on, const Period<Date>& days,
                                          const Content& content) {
    issued_on = money_.open_day(like.seller, issued_on);
    const auto [series, number] =
        work_.number(like.seller, static_cast<int>(kind), issued_on.year());
    return {work_.draw(name(kind)),
            file_.account.id,
            like.seller,
            like.payer,
            series,
            number,
            issued_on,
            days,
            like.currency,
            content.total,
            content.tax,
            content.first_charge,
            content.charges,
            0,
            std::nullopt};
}

void AccountDocuments::insert_lines(const std::string& table, const DocumentRecord& of,
                                    const std::vector<DocumentLine>& lines) {
    for (const DocumentLine& line : lines) {
        work_.insert_into(table, DocumentLineRecord{work_.draw(table), of.id, of.currency, line});
    }
}

void AccountDocuments::add_event(const std::string& kind, std::int64_t subject, Instant due_at) {
    work_.insert(EventRecord{work_.draw("event"), file_.account.id, EventCategory::finance, kind,
                             subject, due_at, at_, std::nullopt});
}

} // namespace prorata
