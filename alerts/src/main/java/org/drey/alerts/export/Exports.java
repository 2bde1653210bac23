package org.drey.alerts.export;

import java.util.List;
import java.util.Optional;

/** The formats for the house; those for others are in {@code handover}. */
public final class Exports {
  /** In the order of the help. */
  public static final List<AlertExport> ALL = List.of(new CsvExport(), new OcsfExport());

  private Exports() {}

  /** The format of a name. */
  public static Optional<AlertExport> find(String name) {
    return ALL.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /** The names of all. */
  public static List<String> names() {
    return ALL.stream().map(AlertExport::name).toList();
  }
}
