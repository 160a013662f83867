#pragma once

#include "prorata/base/id.hpp"
#include "prorata/base/named_codes.hpp"

#include <cstdint>
#include <string_view>

namespace prorata {

/// The kinds of things that events and journal entries are about: name and number.
///
/// The numbers are stored; they are never reused.
#define PRORATA_SUBJECT_KINDS(X)                                                                   \
    X(seller, 1)                                                                                   \
    X(account, 2)                                                                                  \
    X(payer, 3)                                                                                    \
    X(subscription, 4)                                                                             \
    X(charge, 5)                                                                                   \
    X(entry, 6)                                                                                    \
    X(invoice, 7)                                                                                  \
    X(act, 8)
PRORATA_NAMED_CODES(SubjectKind, subject_kind, PRORATA_SUBJECT_KINDS)

/// What an event or a journal entry is about, for example subscription 43178.
///
/// It is made from a typed id, so that kind and number cannot disagree.
///
/// Threads: a value; safe to read from many threads.
class Subject {
  public:
    Subject(SellerId id) : Subject(SubjectKind::seller, id.value()) {}
    Subject(AccountId id) : Subject(SubjectKind::account, id.value()) {}
    Subject(PayerId id) : Subject(SubjectKind::payer, id.value()) {}
    Subject(SubscriptionId id) : Subject(SubjectKind::subscription, id.value()) {}
    Subject(ChargeId id) : Subject(SubjectKind::charge, id.value()) {}
    Subject(EntryId id) : Subject(SubjectKind::entry, id.value()) {}
    Subject(InvoiceId id) : Subject(SubjectKind::invoice, id.value()) {}
    Subject(ActId id) : Subject(SubjectKind::act, id.value()) {}

    /// From what was stored.
    ///
    /// Errors: Error{storage_damaged} if the kind is in no list or the number is no id.
    [[nodiscard]] static Subject stored(std::int64_t kind, std::int64_t id);

    [[nodiscard]] SubjectKind kind() const noexcept { return kind_; }
    [[nodiscard]] std::int64_t id() const noexcept { return id_; }

    friend bool operator==(const Subject&, const Subject&) = default;

  private:
    Subject(SubjectKind kind, std::int64_t id) : kind_(kind), id_(id) {}

    SubjectKind kind_;
    std::int64_t id_;
};

} // namespace prorata
