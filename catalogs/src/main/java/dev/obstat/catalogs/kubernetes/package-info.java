/// What Kubernetes manifests and live lists say of workloads and of what they need.
@NullMarked
package dev.obstat.catalogs.kubernetes;

import org.jspecify.annotations.NullMarked;
