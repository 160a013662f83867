#include "prorata/subscription/timeline.hpp"

#include "base/assert.hpp"
#include "prorata/base/error.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace prorata {

namespace {

constexpr std::array reasons{StopReason::by_client, StopReason::by_administrator,
                             StopReason::violation, StopReason::non_payment, StopReason::lapsed};

bool takes_effect_before(const Change& left, const Change& right) {
    if (left.effective_on != right.effective_on) return left.effective_on < right.effective_on;
    return left.sequence < right.sequence;
}

bool ends(const Change& change) {
    return change.kind == ChangeKind::ended || change.kind == ChangeKind::terminated;
}

bool sets_offer(const Change& change) {
    return change.offer.has_value();
}

/// Whether stopped days of this component are charged, for this reason (R15).
bool charged_while_stopped(const TariffVersion& version, const Component& component,
                           StopReason reason, bool begun_before_period) {
    switch (reason) {
    case StopReason::by_administrator:
    case StopReason::lapsed: return false;
    case StopReason::violation:
    case StopReason::non_payment: return !begun_before_period;
    case StopReason::by_client: break;
    }
    const bool prepaid =
        component.timing == ChargeTiming::in_advance && !component.charge_every.has_value();
    return version.on_stop.value_or(prepaid ? StopPolicy::charge : StopPolicy::credit) ==
           StopPolicy::charge;
}

void add(std::vector<Slice>& into, std::size_t from, const Period<Date>& days, const Terms& terms) {
    if (into.size() > from && into.back().days.end() == days.start() &&
        into.back().terms == terms) {
        into.back().days = {into.back().days.start(), days.end()};
    } else {
        into.push_back({days, terms});
    }
}

} // namespace

Date Timeline::horizon() {
    return {9000, 1, 1};
}

Timeline::Timeline(const Catalog& catalog, std::vector<Change>&& changes, std::optional<Date> bound,
                   std::span<const StoppedDays> base_stops)
    : catalog_(&catalog), changes_(std::move(changes)), start_(horizon()), charged_from_(1, 1, 1),
      end_(bound), stops_(base_stops.begin(), base_stops.end()) {
    std::sort(changes_.begin(), changes_.end(), takes_effect_before);
    fold();
    fold_eras();
    fold_stops();
}

void Timeline::fold() {
    const std::optional<Date> bound = end_;
    bool started = false;
    bool committed = false;
    for (const Change& change : changes_) {
        if (change.kind == ChangeKind::started) {
            start_ = change.effective_on;
            started = true;
        }
        if (change.kind == ChangeKind::taken_over) charged_from_ = change.effective_on;
        committed = committed || change.kind == ChangeKind::terminated;
        if (ends(change) && (!end_ || change.effective_on < *end_)) end_ = change.effective_on;
        if (change.kind == ChangeKind::withdrawn && !refunded_from_) {
            refunded_from_ = change.effective_on;
        }
        if (!sets_offer(change)) continue;
        for (const ComponentId component : catalog_->offer(*change.offer).components) {
            if (std::find(components_.begin(), components_.end(), component) == components_.end()) {
                components_.push_back(component);
            }
        }
    }
    if (!started) {
        throw Error(ErrorCode::storage_damaged, "a subscription has no change of kind started");
    }
    charged_from_ = std::max(charged_from_, start_);
    if (end_ && *end_ < start_) end_ = start_;
    if (committed && bound && *end_ < *bound) commitment_ = Period<Date>{*end_, *bound};
}

Date Timeline::last_day_bound() const {
    return end_.value_or(horizon());
}

void Timeline::fold_eras() {
    if (!lives()) return;
    OfferId offer = *changes_.front().offer;
    for (const Change& change : changes_) {
        if (change.effective_on >= last_day_bound()) break;
        if (sets_offer(change)) offer = *change.offer;
        if (!change.anchor) continue;
        const Date from = change.effective_on;
        if (!eras_.empty()) {
            Era& before = eras_.back();
            if (before.days.start() == from) {
                eras_.pop_back(); // on one day the last entered holds (R27)
            } else {
                before.days = {before.days.start(), from};
            }
        }
        eras_.push_back(
            {{from, last_day_bound()}, *change.anchor, catalog_->offer(offer).billing_period});
    }
    PRORATA_ASSERT(!eras_.empty(), "a life without an anchor");
}

void Timeline::fold_stops() {
    std::map<StopReason, Date> open;
    const auto close = [&](StopReason reason, Date day) {
        const auto since = open.find(reason);
        if (since == open.end()) return;
        if (since->second < day) stops_.push_back({{since->second, day}, reason});
        open.erase(since);
    };
    for (const Change& change : changes_) {
        if (change.kind == ChangeKind::stopped) {
            open.emplace(change.reason.value_or(StopReason::by_client), change.effective_on);
        } else if (change.kind == ChangeKind::resumed) {
            const bool paid = change.reason == StopReason::non_payment;
            for (const StopReason reason : reasons) {
                if (paid == lifted_by_payment(reason)) close(reason, change.effective_on);
            }
        }
    }
    for (const StopReason reason : reasons)
        close(reason, last_day_bound());
    std::sort(stops_.begin(), stops_.end(), [](const StoppedDays& left, const StoppedDays& right) {
        return left.days.start() < right.days.start();
    });
}

Terms Timeline::terms_on(ComponentId component, Date day) const {
    const Change* offered = &changes_.front();
    std::optional<Decimal> quantity;
    for (const Change& change : changes_) {
        if (change.effective_on > day) break;
        if (sets_offer(change)) offered = &change;
        if (change.kind == ChangeKind::quantity && change.component == component) {
            quantity = change.quantity;
        }
    }
    const Offer& offer = catalog_->offer(*offered->offer);
    const auto position = offer.find(component);
    return {
        *offered->offer, offered->discount,
        quantity.value_or(position ? offer.version->components[*position].quantity : Decimal(0))};
}

std::vector<Slice> Timeline::with_stops(ComponentId component, const Period<Date>& days) const {
    std::vector<Slice> all;
    const auto alive = charged_from_ < last_day_bound()
                           ? days.common({charged_from_, last_day_bound()})
                           : std::nullopt;
    if (!alive) return all;
    const auto offered = [&](const Terms& terms) {
        const Offer& offer = catalog_->offer(terms.offer);
        const auto position = offer.find(component);
        return position && offer.prices[*position] != nullptr;
    };
    Date from = alive->start();
    Terms terms = terms_on(component, from);
    const auto until = [&](Date day) {
        if (offered(terms)) all.push_back({{from, day}, terms});
        from = day;
    };
    for (const Change& change : changes_) {
        if (change.effective_on <= from || change.effective_on >= alive->end()) continue;
        const Terms next = terms_on(component, change.effective_on);
        if (next == terms) continue;
        until(change.effective_on);
        terms = next;
    }
    until(alive->end());
    return all;
}

void Timeline::slices(ComponentId component, const Period<Date>& days,
                      std::vector<Slice>& into) const {
    const std::size_t first = into.size();
    for (const Slice& slice : with_stops(component, days)) {
        const Offer& offer = catalog_->offer(slice.terms.offer);
        const Component& sold = offer.version->components[*offer.find(component)];
        Date next = slice.days.start();
        const bool refunded = refunded_from_ && sold.kind != ComponentKind::metered;
        const Date last = refunded ? std::min(slice.days.end(), *refunded_from_) : slice.days.end();
        for (const StoppedDays& stop : stops_) {
            const auto cut = slice.days.common(stop.days);
            if (!cut || charged_while_stopped(*offer.version, sold, stop.reason,
                                              stop.days.start() <= days.start())) {
                continue;
            }
            const Date until = std::min(cut->start(), last);
            if (next < until) add(into, first, {next, until}, slice.terms);
            next = std::max(next, cut->end());
        }
        if (next < last) add(into, first, {next, last}, slice.terms);
    }
}

OfferId Timeline::offer_on(Date day) const {
    OfferId offer = *changes_.front().offer;
    for (const Change& change : changes_) {
        if (change.effective_on <= day && sets_offer(change)) offer = *change.offer;
    }
    return offer;
}

PayerId Timeline::payer_on(Date day) const {
    std::optional<PayerId> payer;
    for (const Change& change : changes_) {
        if (change.payer && (!payer || change.effective_on <= day)) payer = change.payer;
    }
    if (!payer) throw Error(ErrorCode::storage_damaged, "a subscription has no payer");
    return *payer;
}

bool Timeline::stopped_on(Date day) const noexcept {
    return std::any_of(stops_.begin(), stops_.end(),
                       [day](const StoppedDays& stop) { return stop.days.contains(day); });
}

} // namespace prorata
