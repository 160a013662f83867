#pragma once

#include "prorata/engine/arrow.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// A producer of Arrow C streams that knows the specification and nothing of the library.

namespace arrow_writer {

struct Column {
    std::string name;
    std::string format;
    std::vector<char> values = {};
    std::vector<char> texts = {};
    std::vector<std::uint8_t> valid = {};
    std::int64_t rows = 0;

    template <class Value>
    void add(const std::optional<Value>& value) {
        mark(value.has_value());
        append(value.value_or(Value{}));
    }
    /// "u": offsets of 32 bits, one more than rows.
    void add_text(const std::optional<std::string>& text) {
        if (values.empty()) append(std::int32_t{0});
        mark(text.has_value());
        const std::string given = text.value_or("");
        texts.insert(texts.end(), given.begin(), given.end());
        append(static_cast<std::int32_t>(texts.size()));
    }

  private:
    template <class Value>
    void append(const Value& value) {
        const auto* bytes = reinterpret_cast<const char*>(&value);
        values.insert(values.end(), bytes, bytes + sizeof value);
    }
    void mark(bool is_valid) {
        if (rows % 8 == 0) valid.push_back(0);
        if (is_valid) valid.back() = static_cast<std::uint8_t>(valid.back() | (1U << (rows % 8)));
        ++rows;
    }
};

inline Column texts(std::string name, const std::vector<std::optional<std::string>>& all) {
    Column made{std::move(name), "u"};
    for (const auto& text : all)
        made.add_text(text);
    return made;
}

template <class Value>
Column numbers(std::string name, std::string format, const std::vector<std::optional<Value>>& all) {
    Column made{std::move(name), std::move(format)};
    for (const auto& value : all)
        made.add(value);
    return made;
}

/// Hands the columns out in batches that are slices of the same buffers; counts its releases.
class Stream {
  public:
    explicit Stream(std::vector<Column> columns, std::int64_t batch = 1'000'000)
        : columns_(std::move(columns)), batch_(batch) {
        out.get_schema = [](ArrowArrayStream* of, ArrowSchema* to) {
            self(of).describe(*to);
            return 0;
        };
        out.get_next = [](ArrowArrayStream* of, ArrowArray* to) { return self(of).next(*to); };
        out.get_last_error = [](ArrowArrayStream*) { return "the disk is gone"; };
        out.release = [](ArrowArrayStream* of) {
            ++self(of).released;
            of->release = nullptr;
        };
        out.private_data = this;
    }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    ArrowArrayStream out{};
    int released = 0;          ///< How often the stream was.
    int held = 0;              ///< Schemas and arrays that were not released yet.
    std::int64_t fail_at = -1; ///< The row from which reading fails.

  private:
    static Stream& self(const ArrowArrayStream* of) {
        return *static_cast<Stream*>(of->private_data);
    }
    template <class Struct>
    static void release(Struct* spent) {
        --static_cast<Stream*>(spent->private_data)->held;
        spent->release = nullptr;
    }

    void describe(ArrowSchema& to) {
        schemas_.assign(columns_.size(), {});
        schema_pointers_.clear();
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            schemas_[i].format = columns_[i].format.c_str();
            schemas_[i].name = columns_[i].name.c_str();
            schemas_[i].flags = ARROW_FLAG_NULLABLE;
            schema_pointers_.push_back(&schemas_[i]);
        }
        to = {};
        to.format = "+s";
        to.n_children = static_cast<std::int64_t>(schemas_.size());
        to.children = schema_pointers_.data();
        to.release = release<ArrowSchema>;
        to.private_data = this;
        ++held;
    }

    int next(ArrowArray& to) {
        to = {};
        if (fail_at >= 0 && next_ >= fail_at) return EIO;
        const std::int64_t rows = columns_.empty() ? 0 : columns_[0].rows;
        const std::int64_t length = std::min(batch_, rows - next_);
        if (length <= 0) return 0;
        arrays_.assign(columns_.size(), {});
        array_pointers_.clear();
        buffers_.clear();
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const Column& of = columns_[i];
            buffers_.push_back({of.valid.data(), of.values.data(), of.texts.data()});
            arrays_[i].length = length;
            arrays_[i].null_count = -1; // not counted
            arrays_[i].offset = next_;
            arrays_[i].n_buffers = of.format == "u" ? 3 : 2;
            arrays_[i].buffers = buffers_.back().data();
            array_pointers_.push_back(&arrays_[i]);
        }
        next_ += length;
        to.length = length;
        to.n_buffers = 1;
        to.n_children = static_cast<std::int64_t>(arrays_.size());
        to.children = array_pointers_.data();
        to.buffers = nothing_;
        to.release = release<ArrowArray>;
        to.private_data = this;
        ++held;
        return 0;
    }

    std::vector<Column> columns_;
    std::int64_t batch_;
    std::int64_t next_ = 0;
    std::vector<ArrowSchema> schemas_;
    std::vector<ArrowSchema*> schema_pointers_;
    std::vector<ArrowArray> arrays_;
    std::vector<ArrowArray*> array_pointers_;
    std::deque<std::vector<const void*>> buffers_;
    const void* nothing_[1] = {nullptr};
};

} // namespace arrow_writer
