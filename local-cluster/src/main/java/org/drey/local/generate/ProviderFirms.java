package org.drey.local.generate;

import java.util.List;

/** The firms of the demo, and the token realm that they share. */
final class ProviderFirms {
  static final List<String> ISPS = List.of("isp-a.example", "isp-b.example");
  static final List<String> BANKS = List.of("bank-a.example", "bank-b.example");
  static final String REMITTANCE = "remit-a.example";

  /** The bank of some payees: it reports what they get, and not what they pay. */
  static final String PAYEES_BANK = "bank-c.example";

  static final String LIVESTREAM = "live-a.example";
  static final String HOTLINE = "hotline.example";
  static final List<String> FIRMS =
      List.of("cache-a.example", "hosting-a.example", "ads-a.example");

  /** The address to which the resolvers send listed names. */
  static final String SPLASH_ADDRESS = "198.51.100.80";

  static final String TOKEN_DOMAIN = "default";
  static final int KEY_VERSION = 1;

  private ProviderFirms() {}
}
