package org.drey.rules.compile;

import java.util.Map;

/** The most points that a family of indicators may bring, from the indicator catalogue, A.4. */
public final class FamilyCaps {
  private static final Map<String, Double> CAPS =
      Map.ofEntries(
          Map.entry("PAYVAL", 34.0),
          Map.entry("PAYNET", 32.0),
          Map.entry("PAYTIME", 12.0),
          Map.entry("PAYCTX", 12.0),
          Map.entry("MERCH", 24.0),
          Map.entry("LIVE", 24.0),
          Map.entry("LIVEACC", 16.0),
          Map.entry("LINK", 40.0),
          Map.entry("DNSLIST", 15.0),
          Map.entry("DNSEVADE", 12.0),
          Map.entry("ANON", 8.0),
          Map.entry("CHILD", 60.0),
          Map.entry("EXT", 70.0),
          Map.entry("INFRA", 70.0),
          Map.entry("SXV_RATE", 45.0),
          Map.entry("SXV_SHAPE", 24.0),
          Map.entry("SXV_INSTR", 18.0),
          Map.entry("SXM_IN", 30.0),
          Map.entry("SXM_OUT", 16.0),
          Map.entry("SXM_LINK", 36.0),
          Map.entry("NONE", 0.0));

  private FamilyCaps() {}

  /** Every family that has a cap. */
  public static Map<String, Double> all() {
    return CAPS;
  }

  /** The cap of a family that a loaded rule has. */
  public static double of(String family) {
    Double cap = CAPS.get(family);
    if (cap == null) {
      throw new IllegalArgumentException("no cap for family " + family);
    }
    return cap;
  }
}
