package io.onerow.history;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Some entries in order.
 *
 * @param next where to go on; null at the end
 */
public record HistorySlice(List<HistoryEntry> items, @Nullable HistoryPosition next) {

}
