# What `cmake --install` puts where: find_package(prorata) with prorata::prorata and prorata::capi,
# and prorata.pc and prorata_c.pc. Only a project that is built for itself makes these rules.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(targets prorata)
if(TARGET prorata_capi)
  list(APPEND targets prorata_capi)
endif()
install(TARGETS ${targets} EXPORT prorataTargets
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT Runtime
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT Runtime NAMELINK_COMPONENT Development
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT Development
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT Development)

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/prorata)
install(EXPORT prorataTargets NAMESPACE prorata:: DESTINATION ${package} COMPONENT Development)
get_target_property(type prorata TYPE)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/prorataConfig.cmake.in
  ${PROJECT_BINARY_DIR}/package/prorataConfig.cmake INSTALL_DESTINATION ${package})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/package/prorataConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/package/prorataConfig.cmake
  ${PROJECT_BINARY_DIR}/package/prorataConfigVersion.cmake
  DESTINATION ${package} COMPONENT Development)

# A static library needs what it is made of; a shared one hides it.
set(private "-lsqlite3 -lcctz -lnettle -lstdc++ -lm -pthread")
if(type STREQUAL "STATIC_LIBRARY")
  set(PRORATA_PC_LIBS "-lprorata ${private}")
else()
  set(PRORATA_PC_LIBS "-lprorata")
endif()
set(PRORATA_C_PC_LIBS "-lprorata_c")
if(PRORATA_CAPI_TYPE STREQUAL "STATIC")
  set(PRORATA_C_PC_LIBS "-lprorata_c ${PRORATA_PC_LIBS} -lstdc++")
endif()
foreach(name prorata prorata_c)
  if(name STREQUAL "prorata_c" AND NOT TARGET prorata_capi)
    continue()
  endif()
  configure_file(${CMAKE_CURRENT_LIST_DIR}/${name}.pc.in ${PROJECT_BINARY_DIR}/package/${name}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/package/${name}.pc
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT Development)
endforeach()
