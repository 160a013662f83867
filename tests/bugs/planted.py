"""Bugs that the tests must find: (what, file, correct, wrong, test program, its filter, arguments or stories).

The correct text occurs once in the file. `plant.py` plants each in a copy and sees its test fail.
"""

ORACLE = ("oracle_player", "--lives 150")
SWEEP = "simulation_test"
STORY = "play"

BUGS: list[tuple[str, str, str, str, str, str]] = [
    # Money
    ("half up loses the half", "src/money/exact.cpp", "return doubled >= 0 ? away : 0;", "return doubled > 0 ? away : 0;", "money_test", ""),
    ("half even rounds all halves away", "src/money/exact.cpp", "(doubled == 0 && odd)", "doubled == 0", "money_test", ""),
    ("parts along time forget what came before", "src/money/distribution.cpp", "    before_ = now;\n", "", "money_test", ""),
    ("a tie goes to the later part", "src/money/distribution.cpp", "left.enlarges ? left.part > right.part", "left.enlarges ? left.part < right.part", "money_test", ""),
    ("remainder given from the wrong end of mixed signs", "src/money/distribution.cpp", "positive == (step > 0), part", "positive != (step > 0), part", "money_test", ""),
    # Time
    ("chained month ends: the anchor's day is cut", "src/time/anchor.cpp", "+ 1, day_);", "+ 1, day_ > 28 ? 28 : day_);", "time_test", ""),
    ("the boundary itself counts to the period before", "src/time/anchor.cpp", "boundary(term, k) > date ? k - 1", "boundary(term, k) >= date ? k - 1", "time_test", ""),
    ("a year has 11 months", "src/time/term.cpp", "TermUnit::year ? 12 : 1", "TermUnit::year ? 11 : 1", "time_test", ""),
    ("fixed 30 ends where the days end", "src/time/proration.cpp", "date == whole.end() ? all : ", "", "time_test", ""),
    ("part periods of the month before", "src/time/proration.cpp", "whole.end().days_in_month()", "whole.start().days_in_month()", "time_test", ""),
    ("alignment starts a day late", "src/time/cycle.cpp", "start.day() >= alignment_day_", "start.day() > alignment_day_", "time_test", ""),
    ("billing day after the start only", "src/time/cycle.cpp", "here.date() >= start", "here.date() > start", "time_test", ""),
    ("blocked a day early", "src/account/credit_calendar.cpp", "due_on + days.block_after;", "due_on + days.block_after - 1;", "account_test", ""),
    # Rating and tax
    ("inclusive tax as if it were added", "src/tax/tax.cpp", "TaxScheme::inclusive ? whole + r : whole", "TaxScheme::inclusive ? whole : whole", "tax_test", ""),
    ("a new rate starts a day late", "src/tax/tax.cpp", "if (step.from <= day) rate", "if (step.from < day) rate", "tax_test", ""),
    ("tax of each part instead of the unit", "src/rating/taxing.cpp", "const std::int64_t tax = unit_tax(sum, part->charge);", "const std::int64_t tax = before + unit_tax(part->rounded, part->charge);", *ORACLE),
    ("running discounts of the list price", "src/discount/discount.cpp", "left = left - percent_of(left, step.value)", "left = left - percent_of(price, step.value)", "discount_test", ""),
    ("a discount below zero", "src/discount/discount.cpp", "std::max(left, Exact(0))", "left", "discount_test", ""),
    ("the correction forgets the recorded tax", "src/rating/reconcile.cpp", "            tax_ -= charge->tax;\n", "", "rating_test", ""),
    ("the correction forgets the recorded amount", "src/rating/reconcile.cpp", "            amount_ -= in_scheme(*charge);\n", "", "rating_test", ""),
    ("reversed terms come back at the computed figure", "src/rating/reconcile.cpp", "return !recorded.empty() && !recorded.meets(desired);", "return false;", "rating_test", ""),
    ("tax of the difference instead of the difference of the taxes", "src/rating/reconcile.cpp", "        amount_ += sum;\n", "        amount_ += sum;\n        tax_ = tax_of(Exact(amount_) * Exact(Fraction{1, units_per_minor}), any_.unit.rate, any_.unit.scheme).rounded(Rounding{RoundingMode::half_up, 0}) * units_per_minor;\n", "rating_test", ""),
    ("each line of a correction is rounded by itself", "src/rating/reconcile.cpp", "charge.amount = amounts[i] * step;", "charge.amount = exact[i].rounded(Rounding{RoundingMode::half_up, grid}) * step;", "rating_test", ""),
    ("exclusive sums with their tax", "src/rating/reconcile.cpp", "TaxScheme::exclusive ? charge.amount - charge.tax : charge.amount", "TaxScheme::exclusive ? charge.amount : charge.amount", "rating_test", ""),
    ("the greatest terms are the smallest", "src/rating/part.cpp", "price(slice.terms).charged > price(chosen->terms).charged", "price(slice.terms).charged < price(chosen->terms).charged", *ORACLE),
    ("largest remainder along time", "src/rating/part.cpp", "            taxed(slice, view_.share(slice.days));\n    }", "            taxed(slice, view_.share(slice.days));\n        const auto cut = [&](std::size_t i) { return parts_[i].exact.rounded(Rounding{RoundingMode::truncate, 2}); };\n        const auto rest = [&](std::size_t i) { return parts_[i].exact - Exact(cut(i)) * Exact(Fraction{1, 100}); };\n        std::vector<std::size_t> order;\n        std::int64_t left = before_;\n        for (std::size_t i = first_; i < parts_.size(); ++i) {\n            order.push_back(i);\n            left -= cut(i);\n        }\n        std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return rest(a) > rest(b); });\n        for (const std::size_t i : order) {\n            parts_[i].rounded = parts_[i].charge.amount = (cut(i) + (left > 0 ? 1 : 0)) * units_per_minor;\n            --left;\n        }\n    }", "rating_test", ""),
    ("a part restarts the cumulative sum", "src/rating/part.cpp", "        before_ = up_to;\n", "        before_ = 0;\n", *ORACLE),
    ("use on stopped days is lost", "src/rating/period_view.cpp", "if (definition->kind == ComponentKind::metered) {\n            active", "if (definition == nullptr) {\n            active", *ORACLE),
    ("replaced use counts twice", "src/usage/usage.cpp", "if (corrected && replaced(record, records)) continue;", "if (corrected && record.replaces.empty() && false) continue;", STORY, "metered rule_usage"),
    # Timeline
    ("the first entry of a day wins", "src/subscription/timeline.cpp", "return left.sequence < right.sequence;", "return left.sequence > right.sequence;", *ORACLE),
    ("the administrator's stop is charged", "src/subscription/timeline.cpp", "case StopReason::lapsed: return false;", "case StopReason::lapsed: return true;", *ORACLE),
    ("a change takes effect a day late", "src/subscription/timeline.cpp", "        if (change.effective_on > day) break;\n        if (sets_offer(change)) offered", "        if (change.effective_on >= day) break;\n        if (sets_offer(change)) offered", *ORACLE),
    ("auto-renewal as it is now, not as it was", "src/billing/account_renewal.cpp", "bool found = false;\n    for (const auto& [row, state]", "bool found = false;\n    if (file_.account.id.value() > 0) return value;\n    for (const auto& [row, state]", *ORACLE),
    # Ledger
    ("a payment booked the wrong way round", "src/ledger/posting.cpp", "return pair_of(LedgerAccount::cash, LedgerAccount::customer, payer, seller, paid);", "return pair_of(LedgerAccount::customer, LedgerAccount::cash, payer, seller, paid);", "ledger_test", ""),
    ("money covers without getting less", "src/ledger/allocation.cpp", "            money->second = money->second - part;\n            if (part", "            if (part", "ledger_test", ""),
    ("a debt due today is overdue", "src/ledger/credit.cpp", "one.due_on < today ? sums.overdue", "one.due_on <= today ? sums.overdue", "ledger_test", ""),
    ("a purchase may exceed what is free by nothing", "src/ledger/credit.cpp", "if (price <= free) return std::nullopt;", "if (price < free) return std::nullopt;", "ledger_test", ""),
    # Documents
    ("the rest that a document carries over is lost", "src/billing/account_documents.cpp", "carry->edit().rest = rest.units;", "carry->edit().rest = 0;", STORY, "below_kopeck daily_charges"),
    # Commits
    ("a number is drawn outside the transaction", "src/repository/work.cpp", "    const storage::CommitResult result = storage.commit(changes_);", "    storage::Changeset early;\n    for (RowBatch& batch : changes_.updates) {\n        if (batch.table().name != \"series\") continue;\n        early.updates.push_back(std::move(batch));\n        batch = RowBatch(early.updates.back().table(), early.updates.back().columns());\n    }\n    (void)storage.commit(early);\n    const storage::CommitResult result = storage.commit(changes_);", SWEEP, "a power cut at any*"),
    ("SQLite does not check the version", "src/storage/sqlite/statements.cpp", 'terms[i] += " = ?" + std::to_string(i + 1);', 'terms[i] += std::string(terms[i] == "version" ? " >= ?" : " = ?") + std::to_string(i + 1);', "storage_test", ""),
    ("memory does not check the version", "src/storage/memory/memory_storage.cpp", "return found->second[*version].integer == wanted ?", "return found->second[*version].integer >= wanted ?", "storage_test", ""),
    ("the same number is drawn twice", "src/repository/work.cpp", "return {of.id, of.next_number++};", "return {of.id, of.next_number};", "engine_test", ""),
    ("two transactions for one", "src/repository/work.cpp", "    const storage::CommitResult result = storage.commit(changes_);", "    storage::Changeset early;\n    std::swap(early.inserts, changes_.inserts);\n    (void)storage.commit(early);\n    const storage::CommitResult result = storage.commit(changes_);", SWEEP, "a power cut at any*"),
    ("the cursor runs ahead of its accounts", "src/billing/run.cpp", "run.next_account = end;", "run.next_account = end + 1;", "engine_test", ""),
    ("a key is good for any request", "src/engine/engine.cpp", "if (before->request == text) return restored(before->result);", "if (!text.empty()) return restored(before->result);", "engine_test", ""),
    ("NORMAL for FULL", "src/storage/sqlite/install.cpp", 'connection.execute("PRAGMA synchronous = FULL");', 'connection.execute("PRAGMA synchronous = NORMAL");', "sqlite_test", ""),
    ("reads before the lock", "src/storage/sqlite/sqlite_storage.cpp", 'false)) connection_.execute("BEGIN IMMEDIATE");', 'false)) connection_.execute("BEGIN");', "sqlite_test", "a commit waits*"),
    ("a newer book is opened", "src/storage/sqlite/install.cpp", "if (stored > schema.version()) {", "if (stored > schema.version() + 1000) {", SWEEP, "a file that is no book*"),
    ("a trigger more is overlooked", "src/storage/sqlite/install.cpp", "if (find(expected, object) == nullptr) {", "if (find(expected, object) == nullptr && object.type == \"table\") {", SWEEP, "a file that is no book*"),
    ("a moved file is written to", "src/storage/sqlite/connection.cpp", "if (code == SQLITE_OK && moved != 0) {", "if (code != SQLITE_OK && moved != 0) {", SWEEP, "a book that is deleted*"),
    ("a failed commit stays open", "src/storage/sqlite/connection.cpp", "void Connection::settle() {\n    rollback();", "void Connection::settle() {\n    if (!in_transaction()) rollback();", "memory_test", "*SQLite's memory*"),
    ("a commit without memory is kept in part", "src/storage/memory/memory_storage.cpp", "            undo(); // if that runs", "            book_->undo.clear(); // if that runs", "memory_test", "*in memory is done*"),
    ("a sealed table is not compared", "src/verify/seals.cpp", "if (kept(check.rows(was.table), was, quiet)) continue;", "if (kept(check.rows(was.table), was, quiet) || quiet) continue;", "verify_test", ""),
]
