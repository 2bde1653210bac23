package org.drey.local.up;

import java.util.Locale;
import org.drey.streaming.job.LiveBlocklist;
import org.drey.streaming.job.LiveDetection;

/** Jobs of the jar, in the order in which they are started. */
enum JobKind {
  BLOCKLIST(LiveBlocklist.NAME, "org.drey.app.BlocklistJob"),
  DETECTION(LiveDetection.NAME, "org.drey.app.DetectionJob");

  private final String group;
  private final String main;

  JobKind(String group, String main) {
    this.group = group;
    this.main = main;
  }

  /** Returns its name on Flink, which is its consumer group. */
  String group() {
    return group;
  }

  String main() {
    return main;
  }

  /** Returns its name for people and files. */
  String shortName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
