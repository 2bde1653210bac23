package org.drey.console.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page that is a table.
 *
 * @param words what is said before it
 * @param next the address of the next rows; null if there are none
 */
public record TableView(
    PageFrame frame,
    List<String> words,
    List<String> columns,
    List<List<String>> rows,
    @Nullable String next) {}
