#include "prorata/usage/usage.hpp"

#include <algorithm>

namespace prorata {

namespace {

using Records = std::vector<const UsageRecord*>;

bool replaced(const UsageRecord& record, std::span<const UsageRecord> records) {
    return std::any_of(records.begin(), records.end(), [&record](const UsageRecord& other) {
        if (other.replaces.empty() || other.component != record.component) return false;
        const bool later = other.replaces == record.replaces && other.entry > record.entry;
        return later || other.replaces == record.key;
    });
}

Records counted(std::span<const UsageRecord> records, ComponentId component,
                const Period<Date>& days) {
    const bool corrected =
        std::any_of(records.begin(), records.end(),
                    [](const UsageRecord& record) { return !record.replaces.empty(); });
    Records found;
    for (const UsageRecord& record : records) {
        if (record.component != component || !days.contains(record.used_on)) continue;
        if (corrected && replaced(record, records)) continue;
        found.push_back(&record);
    }
    std::sort(found.begin(), found.end(), [](const UsageRecord* left, const UsageRecord* right) {
        return left->at != right->at ? left->at < right->at : left->key < right->key;
    });
    return found;
}

} // namespace

Decimal used(std::span<const UsageRecord> records, ComponentId component, Aggregation aggregation,
             const Period<Date>& days) {
    const Records found = counted(records, component, days);
    Decimal total;
    for (std::size_t i = 0; i < found.size();) {
        Decimal bucket = found[i]->quantity;
        std::size_t next = i + 1;
        for (; next < found.size() && found[next]->used_on == found[i]->used_on; ++next) {
            const Decimal& quantity = found[next]->quantity;
            if (aggregation == Aggregation::sum) bucket = bucket + quantity;
            if (aggregation == Aggregation::maximum) bucket = std::max(bucket, quantity);
            if (aggregation == Aggregation::last) bucket = quantity;
        }
        total = total + bucket;
        i = next;
    }
    return total;
}

} // namespace prorata
