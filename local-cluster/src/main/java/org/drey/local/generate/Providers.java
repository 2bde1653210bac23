package org.drey.local.generate;

import java.util.List;

/** The firms of the demo, and the token realm that they share. */
final class Providers {
  static final List<String> ISPS = List.of("isp-a.example", "isp-b.example");
  static final List<String> BANKS = List.of("bank-a.example", "bank-b.example");
  static final String REMITTANCE = "remit-a.example";
  static final String LIVESTREAM = "live-a.example";
  static final String HOTLINE = "hotline.example";
  static final String TOKEN_DOMAIN = "default";
  static final int KEY_VERSION = 1;

  private Providers() {}
}
