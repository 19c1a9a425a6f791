# What is installed, and the Debian package: cmake --install, cpack -G DEB.

# The manual page and the completions come from the program's own tables of options.
set(generated ${PROJECT_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${generated})
add_custom_command(
  OUTPUT ${generated}/ndislint.1 ${generated}/ndislint.bash ${generated}/_ndislint ${generated}/ndislint.fish
  COMMAND ndislint man > ${generated}/ndislint.1
  COMMAND ndislint completion bash > ${generated}/ndislint.bash
  COMMAND ndislint completion zsh > ${generated}/_ndislint
  COMMAND ndislint completion fish > ${generated}/ndislint.fish
  DEPENDS ndislint VERBATIM)
add_custom_target(generated ALL
  DEPENDS ${generated}/ndislint.1 ${generated}/ndislint.bash ${generated}/_ndislint ${generated}/ndislint.fish)

install(TARGETS ndislint)
install(PROGRAMS scripts/ndislint-clangd TYPE BIN)
install(PROGRAMS scripts/pre-commit RENAME ndislint-pre-commit DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY rules checker/schemas DESTINATION ${CMAKE_INSTALL_DATADIR}/ndislint)
install(FILES ${generated}/ndislint.bash RENAME ndislint
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${generated}/_ndislint DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${generated}/ndislint.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

# Debian wants manual pages and changelogs compressed, without a time in them (Debian Policy 12.1, 12.7).
find_program(GZIP gzip REQUIRED)
string(TIMESTAMP now "%a, %d %b %Y %H:%M:%S +0000" UTC) # SOURCE_DATE_EPOCH, where it is set
set(CPACK_PACKAGE_CONTACT "The ndislint developers <ndislint@users.noreply.github.com>")
file(CONFIGURE OUTPUT ${generated}/changelog CONTENT
"ndislint (${PROJECT_VERSION}) unstable; urgency=medium

  * This version.

 -- ${CPACK_PACKAGE_CONTACT}  ${now}
")
file(CONFIGURE OUTPUT ${generated}/copyright CONTENT
"Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: ndislint

Files: *
Copyright: 2026 The ndislint developers
License: Apache-2.0
 On Debian systems the text of the license is in /usr/share/common-licenses/Apache-2.0.
")
add_custom_command(OUTPUT ${generated}/ndislint.1.gz ${generated}/changelog.gz
  COMMAND ${GZIP} -9nkf ${generated}/ndislint.1 ${generated}/changelog
  DEPENDS ${generated}/ndislint.1 ${generated}/changelog VERBATIM)
add_custom_target(compressed ALL DEPENDS ${generated}/ndislint.1.gz ${generated}/changelog.gz)
install(FILES ${generated}/ndislint.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${generated}/changelog.gz ${generated}/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/ndislint)

get_filename_component(llvm_version ${NDISLINT_RESOURCES} NAME)
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME ndislint)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libclang-common-${llvm_version}-dev, mingw-w64-common, mingw-w64-x86-64-dev")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "git")
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "static analysis of Windows NDIS miniport drivers")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"ndislint reads the source of a Windows NDIS miniport driver, executes it
symbolically together with models of what NDIS does, and says where it
breaks a rule, with the path that leads there. It needs neither a WDK nor
a build of the driver.")
include(CPack)
