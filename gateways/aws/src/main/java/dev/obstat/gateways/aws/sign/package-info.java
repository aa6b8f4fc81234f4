/// Signatures on the AWS wire: keys for sessions, verification of what clients signed (AWS
/// Signature Version 4), and signing anew for the real upstream. No HTTP library's types: a request
/// is a method, a raw target and its headers.
@NullMarked
package dev.obstat.gateways.aws.sign;

import org.jspecify.annotations.NullMarked;
